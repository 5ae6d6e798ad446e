package io.mooring.task.query;

import io.mooring.subscription.api.SubscriptionId;
import io.mooring.task.api.FindOpenTaskCount;
import io.mooring.task.api.KnownTasks;
import io.mooring.task.api.ListOpenTasks;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import io.mooring.task.api.TaskView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers what waits for a person. */
@Component
class TaskQueries implements KnownTasks {

    private final JdbcClient jdbc;

    TaskQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    List<TaskView> handle(ListOpenTasks query) {
        return jdbc.sql("select * from task_view order by opened_at, task_id limit :limit")
                .param("limit", query.limit())
                .query((row, number) -> view(row))
                .list();
    }

    @QueryHandler
    Optional<Long> handle(FindOpenTaskCount query) {
        return jdbc.sql("select count(*) from task_view where kind = :kind")
                .param("kind", query.kind().name())
                .query(Long.class)
                .optional();
    }

    @Override
    public List<TaskView> ofAgreement(TaskKind kind, String awsAgreementId) {
        return jdbc.sql("""
                        select * from task_view where aws_agreement_id = :awsAgreementId and kind = :kind
                         order by opened_at, task_id
                        """)
                .param("awsAgreementId", awsAgreementId)
                .param("kind", kind.name())
                .query((row, number) -> view(row))
                .list();
    }

    private static TaskView view(ResultSet row) throws SQLException {
        var kind = TaskKind.valueOf(row.getString("kind"));
        var subscriptionId = row.getString("subscription_id");
        var dueAt = row.getObject("due_at", OffsetDateTime.class);
        return new TaskView(
                new TaskId(row.getString("task_id")),
                kind,
                new TaskSubject(
                        row.getString("key"),
                        row.getString("aws_agreement_id"),
                        subscriptionId == null ? null : new SubscriptionId(subscriptionId),
                        row.getString("note")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                dueAt == null ? null : dueAt.toInstant(),
                kind.advice());
    }
}
