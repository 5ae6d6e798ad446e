package io.mooring.activation.saga;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** db-scheduler by hand: by our clock, one name per scheduler and process, each with a table and threads of its own. */
public final class Schedulers {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT_AT_STOP = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final Clock clock;
    private final Duration pollEvery;

    public Schedulers(DataSource dataSource, Clock clock, Duration pollEvery) {
        this.dataSource = new TransactionAwareDataSourceProxy(dataSource);
        this.clock = clock;
        this.pollEvery = pollEvery;
    }

    /** One that is not started yet; it must know all tasks of its table. */
    public Scheduler on(String table, int threads, List<? extends Task<?>> once, List<RecurringTask<?>> again) {
        return builder(table, threads, once, again).build();
    }

    /** The same, which takes what was hastened first; its table has priorities. */
    public Scheduler byUrgency(String table, int threads, List<? extends Task<?>> once, List<RecurringTask<?>> again) {
        return builder(table, threads, once, again).enablePriority().build();
    }

    private SchedulerBuilder builder(
            String table, int threads, List<? extends Task<?>> once, List<RecurringTask<?>> again) {
        return Scheduler.create(dataSource, List.<Task<?>>copyOf(once))
                .startTasks(again)
                .tableName(table)
                .schedulerName(new SchedulerName.Fixed("mooring-" + UUID.randomUUID()))
                .clock(clock::instant)
                .threads(threads)
                .pollingInterval(pollEvery)
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(LONGEST_WAIT_AT_STOP)
                .alwaysPersistTimestampInUTC();
    }
}
