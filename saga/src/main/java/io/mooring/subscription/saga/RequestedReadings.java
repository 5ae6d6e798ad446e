package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.mooring.activation.saga.Appointment;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests as rows of {@code scheduled_readings}, one per purchase or agreement; what is asked for while AWS is being asked is asked once more afterwards. */
class RequestedReadings implements ReadingRequests {

    static final String TABLE = "scheduled_readings";

    static final TaskDescriptor<String> PURCHASE = TaskDescriptor.of("purchase-reading", String.class);
    static final TaskDescriptor<String> AGREEMENT = TaskDescriptor.of("agreement-reading", String.class);
    static final TaskDescriptor<String> NAME = TaskDescriptor.of("name-reading", String.class);
    static final TaskDescriptor<Void> ALL = TaskDescriptor.of("reconciliation");

    /** Between the id and the rest of a row's name, for what was asked for while the other row was being met. No id of AWS's or ours has it. */
    static final String AGAIN = "+";

    private static final Logger LOG = LoggerFactory.getLogger(RequestedReadings.class);
    private static final int TRIES = 5;

    private final SchedulerClient scheduler;
    private final Clock clock;
    private final Duration after;

    RequestedReadings(SchedulerClient scheduler, Clock clock, Duration after) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.after = after;
    }

    @Override
    public void request(SubscriptionId subscriptionId, ReadingCause cause) {
        schedule(PURCHASE, subscriptionId.value(), cause);
    }

    @Override
    public void requestAgreement(String awsAgreementId, ReadingCause cause) {
        schedule(AGREEMENT, awsAgreementId, cause);
    }

    @Override
    public void requestName(PurchaseName name, ReadingCause cause) {
        schedule(NAME, name.key(), cause);
    }

    @Override
    public void requestAll() {
        for (var tries = 0; tries < TRIES; tries++) {
            try {
                scheduler.reschedule(ALL.instanceId(RecurringTask.INSTANCE), clock.instant());
                return;
            } catch (TaskInstanceCurrentlyExecutingException running) {
                return; // All are being asked about at this moment
            } catch (ExecutionException written) {
                LOG.debug("The row of the round was written after it was read", written);
            }
        }
        throw new IllegalStateException("The row of the round is written all the time");
    }

    private void schedule(TaskDescriptor<String> task, String id, ReadingCause cause) {
        // Both rows may be being met, by this node or another: the third has a name that nobody has
        if (!isPlanned(task, id, cause) && !isPlanned(task, id + AGAIN, cause)) {
            plan(task, id + AGAIN + UUID.randomUUID(), cause);
        }
    }

    private boolean isPlanned(TaskDescriptor<String> task, String instance, ReadingCause cause) {
        try {
            plan(task, instance, cause);
            return true;
        } catch (TaskInstanceCurrentlyExecutingException asking) {
            return false;
        }
    }

    private void plan(TaskDescriptor<String> task, String instance, ReadingCause cause) {
        Appointment.make(
                scheduler,
                task.instance(instance)
                        .data(cause.name())
                        .scheduledTo(clock.instant().plus(after)));
    }
}
