package io.mooring.task.query;

import io.mooring.subscription.api.SubscriptionId;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskOpened;
import io.mooring.task.api.TaskResolved;
import io.mooring.task.api.TaskSettled;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code task_view} in line with the event stream; safe to replay. */
@Component
@ProcessingGroup("task-view")
class TaskProjection {

    private final JdbcClient jdbc;

    TaskProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is open already has been open since it was said first, however often it is said again. */
    @EventHandler
    void on(TaskOpened event) {
        jdbc.sql("""
                insert into task_view as task (task_id, kind, key, aws_agreement_id, subscription_id, note, opened_at,
                                       repeated_at, due_at)
                values (:id, :kind, :key, :awsAgreementId, :subscriptionId, :note, :openedAt, :openedAt, :dueAt)
                on conflict (task_id) do update set kind = excluded.kind, key = excluded.key,
                   aws_agreement_id = excluded.aws_agreement_id, subscription_id = excluded.subscription_id,
                   note = excluded.note, due_at = excluded.due_at,
                   opened_at = least(task.opened_at, excluded.opened_at),
                   repeated_at = greatest(task.repeated_at, excluded.repeated_at)
                """)
                .param("id", event.taskId().value())
                .param("kind", event.kind().name())
                .param("key", event.subject().key())
                .param("awsAgreementId", event.subject().awsAgreementId(), Types.VARCHAR)
                .param("subscriptionId", value(event.subject().subscriptionId()), Types.VARCHAR)
                .param("note", event.subject().note(), Types.VARCHAR)
                .param("openedAt", utc(event.openedAt()))
                .param("dueAt", utc(event.dueAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    @EventHandler
    void on(TaskSettled event) {
        close(event.taskId(), event.settledAt());
    }

    @EventHandler
    void on(TaskResolved event) {
        close(event.taskId(), event.resolvedAt());
    }

    /** What was said again after the end is open since then. */
    private void close(TaskId id, Instant at) {
        jdbc.sql("delete from task_view where task_id = :id and repeated_at <= :at")
                .param("id", id.value())
                .param("at", utc(at))
                .update();
        jdbc.sql("update task_view set opened_at = repeated_at where task_id = :id and opened_at <= :at")
                .param("id", id.value())
                .param("at", utc(at))
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from task_view").update();
    }

    private static @Nullable String value(@Nullable SubscriptionId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
