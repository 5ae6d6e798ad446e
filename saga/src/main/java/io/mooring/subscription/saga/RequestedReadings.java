package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Clock;
import java.time.Duration;

/** Requests as rows of {@code scheduled_tasks}, one per purchase or agreement; what is asked for while AWS is being asked is asked once more afterwards. */
class RequestedReadings implements ReadingRequests {

    static final TaskDescriptor<String> PURCHASE = TaskDescriptor.of("purchase-reading", String.class);
    static final TaskDescriptor<String> AGREEMENT = TaskDescriptor.of("agreement-reading", String.class);
    static final TaskDescriptor<String> NAME = TaskDescriptor.of("name-reading", String.class);
    static final TaskDescriptor<Void> ALL = TaskDescriptor.of("reconciliation");

    /** Behind the id of a row for what was asked for while the other row was being met. */
    static final String AGAIN = "+";

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
        try {
            scheduler.reschedule(ALL.instanceId(RecurringTask.INSTANCE), clock.instant());
        } catch (TaskInstanceCurrentlyExecutingException running) {
            // All are being asked about at this moment
        }
    }

    private void schedule(TaskDescriptor<String> task, String id, ReadingCause cause) {
        try {
            plan(task, id, cause);
        } catch (TaskInstanceCurrentlyExecutingException asking) {
            scheduler.scheduleIfNotExists(task.instance(id + AGAIN)
                    .data(cause.name())
                    .scheduledTo(clock.instant().plus(after)));
        }
    }

    private void plan(TaskDescriptor<String> task, String id, ReadingCause cause) {
        scheduler.schedule(
                task.instance(id).data(cause.name()).scheduledTo(clock.instant().plus(after)),
                ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
    }
}
