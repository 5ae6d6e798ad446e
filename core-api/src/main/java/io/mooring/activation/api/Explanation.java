package io.mooring.activation.api;

import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an activation is not complete, in the order in which it would be mended; nothing hinders a completed one.
 *
 * @param status of the activation, since {@code statusSince}
 */
public record Explanation(
        ActivationId activationId,
        SubscriptionId subscriptionId,
        ActivationStatus status,
        @Nullable Instant statusSince,
        SubscriptionStatus subscription,
        List<Hindrance> hindrances) {

    public Explanation {
        hindrances = List.copyOf(hindrances);
    }

    /**
     * One thing that is missing.
     *
     * @param expectedAt when it is going to be settled, where AWS has said so
     * @param waitsFor who can do something about it
     * @param remedy what; a sentence or two for whoever runs Mooring
     */
    public record Hindrance(
            Reason reason,
            @Nullable Instant since,
            @Nullable Instant expectedAt,
            WaitsFor waitsFor,
            String remedy) {

        public static Hindrance of(Reason reason, @Nullable Instant since) {
            return of(reason, since, null);
        }

        public static Hindrance of(Reason reason, @Nullable Instant since, @Nullable Instant expectedAt) {
            return new Hindrance(reason, since, expectedAt, reason.waitsFor, reason.remedy);
        }
    }

    /** Who can do something about it. */
    public enum WaitsFor {
        AWS,
        BUYER,
        /** Whoever runs Mooring. */
        OPERATOR,
        NOBODY
    }

    /** What may be missing. */
    public enum Reason {
        NOT_PROCESSED(
                WaitsFor.OPERATOR,
                "Mooring has recorded what this waits for and has not acted on it yet. If that lasts for more than"
                        + " moments, look at eventProcessing on the health page."),
        NOT_LANDED(
                WaitsFor.BUYER,
                "AWS knows of the purchase, the buyer has not come yet. They press \"Set up your account\" at AWS."),
        NOT_CONFIRMED(
                WaitsFor.AWS,
                "AWS has not said that the purchase is paid for. It may take some minutes; after that look for messages"
                        + " about the subscription in the inbox and the dead-letter queue, and have the buyer check the"
                        + " payment method at AWS."),
        NOT_BEGUN(
                WaitsFor.AWS,
                "The agreement was signed ahead of its beginning. AWS confirms it when it begins; the buyer may prepare everything."),
        PAYMENT_FAILED(WaitsFor.BUYER, "AWS could not take the payment. The buyer mends the payment method at AWS."),
        ENDING(
                WaitsFor.NOBODY,
                "The subscription is about to end. Where AWS names the buyer, subscribing again before it does lets all go on;"
                        + " where it names a licence, a further purchase begins a new activation."),
        ENDED(WaitsFor.BUYER, "The subscription is over. A new one begins a new activation."),
        SUPERSEDED(WaitsFor.NOBODY, "The buyer goes on under another licence; its activation has what this one had."),
        EXPIRED(
                WaitsFor.BUYER,
                "Nobody completed it in time. The buyer presses \"Set up your account\" at AWS again and goes on."),
        NO_BILLING_ACCOUNT(
                WaitsFor.BUYER,
                "No billing account is registered or bound. The buyer does that in the wizard; where nobody reads the mailbox on"
                        + " file, two of those who run Mooring can decide it."),
        ACCESS_OVERDUE(
                WaitsFor.OPERATOR,
                "The buyer was to have access by now. There is a task for whoever runs Mooring: see that what else is missing is"
                        + " done, or write to the buyer."),
        NO_WORKSPACE(WaitsFor.BUYER, "No workspace is bound. The buyer binds or creates one in the wizard.");

        private final WaitsFor waitsFor;
        private final String remedy;

        Reason(WaitsFor waitsFor, String remedy) {
            this.waitsFor = waitsFor;
            this.remedy = remedy;
        }
    }
}
