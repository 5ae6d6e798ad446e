package io.mooring.activation.saga;

import io.mooring.activation.api.DeadlineView;
import io.mooring.activation.api.ListDeadlines;
import java.time.OffsetDateTime;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows the clocks that run and the questions to AWS that are due, from the schedulers' own tables. */
@Component
class DeadlineQueries {

    private static final int AT_MOST = 50;

    private final JdbcClient jdbc;

    DeadlineQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    List<DeadlineView> handle(ListDeadlines query) {
        return jdbc.sql("""
                select task_name, task_instance, execution_time from scheduled_tasks where task_instance = :id
                union all
                select task_name, task_instance, execution_time from scheduled_readings where task_instance = :id
                 order by execution_time, task_name limit :limit
                """)
                .param("id", query.id())
                .param("limit", AT_MOST)
                .query((row, number) -> new DeadlineView(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }
}
