package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.mooring.activation.saga.Appointment;
import java.time.Instant;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Winds clocks up and stops them, in the caller's transaction. A clock that rings at this very moment is left to it: what it finds then, it asks for. */
class PurchaseClocks {

    private static final Logger LOG = LoggerFactory.getLogger(PurchaseClocks.class);

    private final SchedulerClient scheduler;
    private final JdbcClient jdbc;

    PurchaseClocks(SchedulerClient scheduler, JdbcClient jdbc) {
        this.scheduler = scheduler;
        this.jdbc = jdbc;
    }

    /** Has it ring its patience after the given moment, instead of when it would have rung. */
    void start(PurchaseClock clock, String id, Instant since) {
        try {
            Appointment.make(scheduler, clock.task().instance(id).scheduledTo(since.plus(clock.patience())));
        } catch (TaskInstanceCurrentlyExecutingException ringing) {
            LOG.debug("{} of {} is ringing", clock, id);
        }
    }

    /** The same, unless it is running already: who waits and asks again has waited since the first time. */
    void startFirst(PurchaseClock clock, String id, Instant since) {
        scheduler.scheduleIfNotExists(clock.task().instance(id).scheduledTo(since.plus(clock.patience())));
    }

    /** The same as {@link #start}, unless it rings sooner. */
    void startSooner(PurchaseClock clock, String id, Instant since) {
        var at = since.plus(clock.patience());
        var sooner = scheduler
                .getScheduledExecution(clock.task().instanceId(id))
                .filter(running -> !running.getExecutionTime().isAfter(at));
        if (sooner.isEmpty()) {
            start(clock, id, since);
        }
    }

    /** One look finds those that run: of the clocks that an event stops hardly any does. */
    void stop(String id, PurchaseClock... clocks) {
        var names =
                Arrays.stream(clocks).map(clock -> clock.task().getTaskName()).toList();
        jdbc.sql("select task_name from scheduled_tasks where task_instance = :id and task_name in (:names)")
                .param("id", id)
                .param("names", names)
                .query(String.class)
                .list()
                .forEach(name -> cancel(TaskInstanceId.of(name, id)));
    }

    private void cancel(TaskInstanceId clock) {
        try {
            scheduler.cancel(clock);
        } catch (TaskInstanceNotFoundException | TaskInstanceCurrentlyExecutingException over) {
            LOG.debug("{} is over, or is ringing", clock);
        }
    }
}
