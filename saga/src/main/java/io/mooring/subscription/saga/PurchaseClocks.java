package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import io.mooring.activation.saga.Appointment;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Winds clocks up and stops them, in the caller's transaction. A clock that rings at this very moment is left to it: what it finds then, it asks for. */
class PurchaseClocks {

    private static final Logger LOG = LoggerFactory.getLogger(PurchaseClocks.class);

    private final SchedulerClient scheduler;

    PurchaseClocks(SchedulerClient scheduler) {
        this.scheduler = scheduler;
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

    void stop(PurchaseClock clock, String id) {
        try {
            scheduler.cancel(clock.task().instanceId(id));
        } catch (TaskInstanceNotFoundException | TaskInstanceCurrentlyExecutingException over) {
            LOG.debug("{} of {} was not running, or is ringing", clock, id);
        }
    }
}
