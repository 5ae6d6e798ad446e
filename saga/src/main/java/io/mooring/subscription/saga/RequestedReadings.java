package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.mooring.activation.saga.Appointments;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Requests as rows of {@code scheduled_readings}, one per purchase or agreement, and one for all; what is asked for while AWS is being asked is asked once more
 * afterwards.
 */
class RequestedReadings implements ReadingRequests {

    static final String TABLE = "scheduled_readings";

    static final TaskDescriptor<String> PURCHASE = TaskDescriptor.of("purchase-reading", String.class);
    static final TaskDescriptor<String> AGREEMENT = TaskDescriptor.of("agreement-reading", String.class);
    static final TaskDescriptor<String> NAME = TaskDescriptor.of("name-reading", String.class);
    static final TaskDescriptor<Void> ALL = TaskDescriptor.of("reconciliation");

    /** A round that waits until it can begin, so that no two are under way at a time. */
    static final TaskDescriptor<Void> ALL_AGAIN = TaskDescriptor.of("reconciliation-again");

    /** Between the id and the rest of a row's name, for what was asked for while the other row was being met. No id of AWS's or ours has it. */
    static final String AGAIN = "+";

    private final Appointments appointments;
    private final Clock clock;
    private final Duration after;

    RequestedReadings(Appointments appointments, Clock clock, Duration after) {
        this.appointments = appointments;
        this.clock = clock;
        this.after = after;
    }

    @Override
    public void request(SubscriptionId subscriptionId, ReadingCause cause) {
        schedule(PURCHASE, subscriptionId.value(), cause);
    }

    /** Has AWS asked about a purchase before all others, if that was requested: somebody waits for the answer. */
    void hasten(SubscriptionId subscriptionId) {
        hasten(PURCHASE, subscriptionId.value());
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
        if (!beginsRound()) {
            requestAnotherRound();
        }
    }

    /** Has a round begin now, and returns whether it does: not while one is under way. */
    boolean beginsRound() {
        return appointments.make(ALL, RecurringTask.INSTANCE, null, clock.instant());
    }

    /** Has a round begin when it can: when none is under way, and no view is being made anew. */
    void requestAnotherRound() {
        var instance = RecurringTask.INSTANCE;
        if (!appointments.make(ALL_AGAIN, instance, null, clock.instant())) {
            instance = UUID.randomUUID().toString();
            appointments.make(ALL_AGAIN, instance, null, clock.instant());
        }
        appointments.hasten(ALL_AGAIN, List.of(instance));
    }

    private void schedule(TaskDescriptor<String> task, String id, ReadingCause cause) {
        // Both rows may be being met, by this node or another: the third has a name that nobody has
        if (!plan(task, id, cause) && !plan(task, id + AGAIN, cause)) {
            plan(task, id + AGAIN + UUID.randomUUID(), cause);
        }
        if (cause == ReadingCause.OPERATOR || cause == ReadingCause.UNCONFIRMED) {
            hasten(task, id);
        }
    }

    private void hasten(TaskDescriptor<String> task, String id) {
        appointments.hasten(task, List.of(id, id + AGAIN));
    }

    private boolean plan(TaskDescriptor<String> task, String instance, ReadingCause cause) {
        return appointments.make(task, instance, cause.name(), clock.instant().plus(after));
    }
}
