package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.mooring.subscription.api.SubscriptionEnding;
import java.time.Duration;

/** The clocks of a purchase, each a kind of row in {@code scheduled_tasks}; the id of the row is that of the subscription or the activation, or AWS's of the agreement. */
enum PurchaseClock {
    /** AWS is asked whether a buyer's purchase is paid for. AWS usually takes minutes. */
    CONFIRMATION_CHECK("confirmation-check", Duration.ofMinutes(15)),
    /** A person is asked. */
    CONFIRMATION_MISSING("confirmation-missing", Duration.ofHours(24)),
    /** A buyer who has come was to have access by now: a person is asked. The listing says how long that may take. */
    ACCESS_OVERDUE("access-overdue", Duration.ZERO),
    /** The final hour for metering is over: AWS is asked whether the subscription is. */
    END_CHECK("end-check", Duration.ofMinutes(5)),
    /** A person is asked. */
    END_MISSING("end-missing", Duration.ofHours(24)),
    /** The final hour for metering is over of what a person has decided to be over: it ends. */
    DECIDED_END("decided-end", SubscriptionEnding.FINAL_METERING),
    /** A licence is gone, and AWS has not said that its agreement is over: a person is asked. */
    LICENCE_GONE("licence-gone", Duration.ofHours(24)),
    /** The Agreement API has had its hour to hear of an end: AWS is asked whether it agrees. */
    AFTER_END_CHECK("after-end-check", Duration.ofMinutes(61)),
    /** An agreement that was signed ahead has begun. */
    BEGINNING_CHECK("beginning-check", Duration.ofMinutes(5)),
    /** A free trial is over: AWS is asked whether it has become a paid purchase. */
    FREE_TRIAL_CHECK("free-trial-check", Duration.ofMinutes(5)),
    /** What an entitlement is valid until has come, which may be the end of a trial: AWS is asked what goes on. */
    ENTITLEMENT_CHECK("entitlement-check", Duration.ofMinutes(5)),
    /** An agreement was to end, as its terms or AWS's announcement say: AWS is asked whether it has, and how. */
    AGREEMENT_END_CHECK("agreement-end-check", Duration.ofMinutes(5)),
    /** A cancellation that was asked for has approved itself, and AWS has had its hour: AWS is asked whether the agreement is over. */
    CANCELLATION_CHECK("cancellation-check", Duration.ofMinutes(61)),
    /** An agreement was renewed or replaced a day ago, and AWS has not said by which. */
    SUCCESSOR_MISSING("successor-missing", Duration.ofHours(24));

    private final String task;
    private final Duration patience;

    PurchaseClock(String name, Duration patience) {
        this.task = name;
        this.patience = patience;
    }

    TaskDescriptor<Void> task() {
        return TaskDescriptor.of(task);
    }

    /** Whether its row is named by a subscription; else it is by an activation, or by an agreement, of which no purchase may be known. */
    boolean isOfPurchase() {
        return switch (this) {
            case CONFIRMATION_CHECK, CONFIRMATION_MISSING, END_CHECK, END_MISSING, DECIDED_END, ENTITLEMENT_CHECK ->
                true;
            case ACCESS_OVERDUE,
                    LICENCE_GONE,
                    AFTER_END_CHECK,
                    BEGINNING_CHECK,
                    FREE_TRIAL_CHECK,
                    AGREEMENT_END_CHECK,
                    CANCELLATION_CHECK,
                    SUCCESSOR_MISSING -> false;
        };
    }

    /** How long after what it waits for it rings. */
    Duration patience() {
        return patience;
    }
}
