package io.mooring.activation.saga;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of one of db-scheduler's tables, as its client writes them, but by one statement each where the client looks first: an appointment is made or moved
 * with nearly every event. All in the caller's transaction; what is being met at the moment (picked) stays as it is. One that is moved begins anew: its failures
 * are forgotten.
 */
public final class Appointments {

    private final JdbcClient jdbc;
    private final String insert;
    private final String move;
    private final String delete;
    private final String hasten;

    public Appointments(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.insert = "insert into " + table
                + " as kept (task_name, task_instance, task_data, execution_time, picked, version)"
                + " values (:task, :instance, :data, :at, false, 1) on conflict (task_name, task_instance) do ";
        this.move = "update set execution_time = excluded.execution_time, task_data = excluded.task_data,"
                + " picked_by = null, last_heartbeat = null, last_success = null, last_failure = null, consecutive_failures = 0,"
                + " version = kept.version + 1 where not kept.picked";
        this.delete =
                "delete from " + table + " where task_instance = :instance and task_name in (:tasks) and not picked";
        // What another transaction has in hand is passed over, so that nobody waits in a circle
        this.hasten = "update " + table + " set priority = " + Priority.HIGH + ", version = version + 1"
                + " where (task_name, task_instance) in (select task_name, task_instance from " + table
                + " where task_name = :task and task_instance in (:instances) and not picked and priority < "
                + Priority.HIGH + " for update skip locked)";
    }

    /** Makes one, or moves the one that there is; false while that is being met. */
    public <T> boolean make(TaskDescriptor<T> task, String instance, @Nullable T data, Instant at) {
        return write(insert + move, task, instance, data, at);
    }

    /** Makes one unless there is one. */
    public void makeFirst(TaskDescriptor<Void> task, String instance, Instant at) {
        write(insert + "nothing", task, instance, null, at);
    }

    /** Makes one, or moves the one that there is if that is later; false where nothing was to be done, or it is being met. */
    public boolean makeSooner(TaskDescriptor<Void> task, String instance, Instant at) {
        return write(insert + move + " and kept.execution_time > excluded.execution_time", task, instance, null, at);
    }

    /** Takes back those of these kinds that there are, and returns how many there were. */
    public int cancel(String instance, List<? extends TaskDescriptor<?>> tasks) {
        return jdbc.sql(delete)
                .param("instance", instance)
                .param("tasks", tasks.stream().map(TaskDescriptor::getTaskName).toList())
                .update();
    }

    /** Has those that there are met before whatever else is due, in a table with priorities; moved, they keep their place. */
    public void hasten(TaskDescriptor<?> task, List<String> instances) {
        jdbc.sql(hasten)
                .param("instances", instances)
                .param("task", task.getTaskName())
                .update();
    }

    private boolean write(
            String statement, TaskDescriptor<?> task, String instance, @Nullable Object data, Instant at) {
        return jdbc.sql(statement)
                        .param("task", task.getTaskName())
                        .param("instance", instance)
                        .param(
                                "data",
                                data == null ? null : Serializer.DEFAULT_JAVA_SERIALIZER.serialize(data),
                                Types.BINARY)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
