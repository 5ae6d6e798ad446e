package io.mooring.agreement.api;

import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.ScheduleSubscription;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SupersedeSubscription;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that AWS has said of an agreement so far, in whatever order it said it.
 *
 * @param purchase what it is about; unknown until AWS names the licence
 * @param startsAt when it takes effect; a licence that is told of before is not in force yet
 * @param licensedAt when the licence came into force or changed last
 * @param deprovisionedAt when the licence ended
 * @param failedAt when AWS was found unable to take the payment
 * @param freeTrial whether its terms have one; only AWS's Agreement API tells
 * @param endConfirmedAt when AWS, asked after the final hour for metering, or a person after it, said that it is over
 * @param freeTrialKnownAt when AWS said last whether they have one
 * @param contradictedAt when AWS was found to hold it in force although it had ended
 * @param agreedAt when AWS was found to hold it to be over after all
 * @param overDecidedAt when a person said that it is over
 */
public record AgreementStanding(
        String awsAgreementId,
        @Nullable Purchase purchase,
        @Nullable String offerId,
        @Nullable Instant startsAt,
        @Nullable Instant licensedAt,
        @Nullable Instant deprovisionedAt,
        @Nullable AgreementEnd end,
        @Nullable Instant endedAt,
        @Nullable Instant failedAt,
        boolean freeTrial,
        @Nullable Instant freeTrialKnownAt,
        @Nullable Succession predecessor,
        @Nullable Succession successor,
        @Nullable Instant contradictedAt,
        @Nullable Instant agreedAt,
        @Nullable Instant endConfirmedAt,
        @Nullable Instant overDecidedAt) {

    /**
     * Another agreement of the same chain.
     *
     * @param purchase what that one is about, where it is known
     */
    public record Succession(
            String awsAgreementId,
            AgreementId agreementId,
            @Nullable Purchase purchase,
            Instant knownAt) {}

    /**
     * What follows for the subscription: confirmed by the licence, ending by the agreement's end, over when both are gone, when the licence was never in
     * force, or when AWS confirms the end after the final hour for metering. Whether the end of a licence is
     * the end of the purchase, only the agreement's end tells; until it is known, and where the buyer goes on under another agreement, nothing is taken away.
     * What is known to have ended is not confirmed any more, not even for the moment until the next command.
     *
     * <p>A payment that fails once the purchase has what another one had takes nothing away either: a person is asked, and only the agreement's end ends it.
     */
    public List<Object> due() {
        var due = new ArrayList<Object>();
        if (purchase != null) {
            subscription(purchase, due);
            chain(purchase, due);
        }
        contradiction(due);
        return due;
    }

    private void contradiction(List<Object> due) {
        if (contradictedAt != null && isContradicted()) {
            due.add(new OpenTask(
                    TaskKind.CONTRADICTION,
                    new TaskSubject(
                            awsAgreementId, awsAgreementId, purchase == null ? null : purchase.subscriptionId(), null),
                    contradictedAt,
                    null));
        } else if (agreedAt != null) {
            due.add(new SettleTask(TaskKind.CONTRADICTION, awsAgreementId, agreedAt));
        }
    }

    /** Whether AWS, when it was asked last, held an agreement to be in force that had ended. */
    public boolean isContradicted() {
        return contradictedAt != null && (agreedAt == null || contradictedAt.isAfter(agreedAt));
    }

    private void subscription(Purchase about, List<Object> due) {
        var id = about.subscriptionId();
        due.add(new SubscribeFromMarketplace(id, about, null, false));
        if (end == null && startsAt != null) {
            due.add(new ScheduleSubscription(id, about, startsAt));
        }
        if (successor != null && successor.purchase() != null) {
            return; // whatever is said of its end, the other one goes on from it
        }
        if (end != null && endedAt != null && !end.isSuperseded()) {
            due.add(new BeginEndingSubscription(id, about, endedAt));
            var over = overAt();
            if (over != null) {
                due.add(new EndSubscription(id, about, over));
            }
            settleRenewal(endedAt, due);
        } else if (failedAt != null && isFailed()) {
            if (predecessor == null || !isInForce()) {
                due.add(new FailSubscription(id, about, failedAt));
            }
            askAboutRenewal(id, failedAt, due);
        } else if (licensedAt != null) {
            due.add(new ConfirmSubscription(id, about, offerId, freeTrial, confirmedAt(licensedAt)));
            settleRenewal(licensedAt, due);
        }
    }

    private void askAboutRenewal(SubscriptionId id, Instant at, List<Object> due) {
        if (predecessor != null) {
            var subject = new TaskSubject(awsAgreementId, awsAgreementId, id, null);
            due.add(new OpenTask(TaskKind.RENEWAL_UNPAID, subject, at, null));
        }
    }

    private void settleRenewal(Instant at, List<Object> due) {
        if (predecessor != null && failedAt != null) {
            due.add(new SettleTask(TaskKind.RENEWAL_UNPAID, awsAgreementId, at));
        }
    }

    private boolean isFailed() {
        return failedAt != null && (licensedAt == null || failedAt.isAfter(licensedAt));
    }

    /** Messages tell times by the second. */
    private boolean isInForce() {
        return licensedAt != null
                && (startsAt == null || !licensedAt.isBefore(startsAt.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** That a licence in force is on trial, or no longer, is news of it. */
    private Instant confirmedAt(Instant licensedAt) {
        return freeTrialKnownAt != null && freeTrialKnownAt.isAfter(licensedAt) ? freeTrialKnownAt : licensedAt;
    }

    /** When the purchase is over, once its agreement is: with its licence; at once where that was never in force; or when AWS confirms it after the final hour. */
    private @Nullable Instant overAt() {
        if (deprovisionedAt != null && endedAt != null && isEndOfLicenceWith(deprovisionedAt, endedAt)) {
            return deprovisionedAt;
        }
        return licensedAt == null && deprovisionedAt == null ? endedAt : endConfirmedAt;
    }

    /**
     * Whether the licence ended with its agreement, which has it seconds before or any time after. One that ended earlier may have come into force again: the
     * final hour is the agreement's then, and whatever is known of the licence's return, the answer is the same.
     */
    public static boolean isEndOfLicenceWith(Instant deprovisionedAt, Instant endedAt) {
        return !deprovisionedAt.isBefore(endedAt.minus(SubscriptionEnding.FINAL_METERING));
    }

    /** Whether the agreement has ended, nobody goes on from it, and yet the purchase is not over. */
    public boolean isEnding() {
        return end != null && !end.isSuperseded() && overAt() == null;
    }

    /** Whether the purchase is over with its agreement. */
    public boolean isOver() {
        return end != null && !end.isSuperseded() && overAt() != null;
    }

    /** What a predecessor has is handed on as soon as this one's licence is in force, and never before, nor while its payment fails. */
    private void chain(Purchase about, List<Object> due) {
        if (predecessor != null && licensedAt != null && isInForce() && !isFailed()) {
            due.add(new SucceedAgreement(
                    predecessor.agreementId(),
                    predecessor.awsAgreementId(),
                    awsAgreementId,
                    about,
                    predecessor.knownAt().isAfter(licensedAt) ? predecessor.knownAt() : licensedAt));
        }
        if (successor != null && successor.purchase() != null) {
            due.add(new SupersedeSubscription(
                    about.subscriptionId(), about, successor.purchase().subscriptionId(), successor.knownAt()));
            due.add(new SettleTask(TaskKind.SUCCESSOR_UNKNOWN, awsAgreementId, successor.knownAt()));
        } else if (overDecidedAt != null) {
            due.add(new SettleTask(TaskKind.SUCCESSOR_UNKNOWN, awsAgreementId, overDecidedAt));
        } else if (endConfirmedAt != null && isOver()) {
            due.add(new SettleTask(TaskKind.SUCCESSOR_UNKNOWN, awsAgreementId, endConfirmedAt));
        }
    }
}
