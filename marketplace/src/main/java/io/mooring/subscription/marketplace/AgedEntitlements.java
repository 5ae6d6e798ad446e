package io.mooring.subscription.marketplace;

import io.mooring.entitlement.api.CurrentEntitlements;
import io.mooring.entitlement.api.KnownEntitlements;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers from what was last known for as long as that is young enough; AWS itself is not asked meanwhile. */
final class AgedEntitlements implements CurrentEntitlements {

    private static final int LONGEST_CHAIN = 100;

    private final KnownPurchases purchases;
    private final KnownEntitlements entitlements;
    private final Readings readings;
    private final Duration maxAge;
    private final Clock clock;

    AgedEntitlements(
            KnownPurchases purchases, KnownEntitlements entitlements, Readings readings, Duration maxAge, Clock clock) {
        this.purchases = purchases;
        this.entitlements = entitlements;
        this.readings = readings;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    @Override
    public Answer of(SubscriptionId subscriptionId) {
        return of(subscriptionId, 0);
    }

    private Answer of(SubscriptionId subscriptionId, int renewals) {
        var readAt = readings.lastAnswer(subscriptionId).orElse(null);
        var purchase = purchases.find(subscriptionId).orElse(null);
        if (purchase == null) {
            return new Closed(Reason.UNKNOWN_PURCHASE, readAt);
        }
        return switch (purchase.status()) {
            case WAITING_FOR_AWS -> new Closed(Reason.NOT_CONFIRMED, readAt);
            case FAILED -> new Closed(Reason.PAYMENT_FAILED, readAt);
            case ENDED -> new Closed(Reason.OVER, readAt);
            case SUPERSEDED -> underTheNextLicence(purchase, readAt, renewals);
            case CONFIRMED -> asLastKnown(subscriptionId, readAt);
            case ENDING -> inTheFinalHour(purchase, readAt);
        };
    }

    /** Whoever asks by the licence that they know is not shut out because it was renewed. */
    private Answer underTheNextLicence(PurchaseView purchase, @Nullable Instant readAt, int renewals) {
        return purchases
                .successorOf(purchase.subscriptionId())
                .filter(successor -> renewals < LONGEST_CHAIN)
                .map(successor -> of(successor, renewals + 1))
                .orElseGet(() -> new Closed(Reason.OVER, readAt));
    }

    /** The last hour is for who had something to use. */
    private Answer inTheFinalHour(PurchaseView purchase, @Nullable Instant readAt) {
        if (!purchase.confirmed()) {
            return new Closed(Reason.NOT_CONFIRMED, readAt);
        }
        var until = purchase.statusSince().plus(SubscriptionEnding.FINAL_METERING);
        return clock.instant().isBefore(until)
                ? asLastKnown(purchase.subscriptionId(), readAt)
                : new Closed(Reason.OVER, readAt);
    }

    /** Who goes on under another licence has what they had under the one before, until AWS has answered about the new one. */
    private Answer asLastKnown(SubscriptionId subscriptionId, @Nullable Instant readAt) {
        if (readAt != null) {
            return aged(subscriptionId, readAt);
        }
        var before = purchases.predecessorOf(subscriptionId);
        for (var renewals = 0; renewals < LONGEST_CHAIN && before.isPresent(); renewals++) {
            var theirs = readings.lastAnswer(before.get());
            if (theirs.isPresent()) {
                return aged(before.get(), theirs.get());
            }
            before = purchases.predecessorOf(before.get());
        }
        return new Closed(Reason.NEVER_READ, null);
    }

    private Answer aged(SubscriptionId subscriptionId, Instant readAt) {
        return readAt.plus(maxAge).isBefore(clock.instant())
                ? new Closed(Reason.TOO_OLD, readAt)
                : new Open(entitlements.of(subscriptionId), readAt);
    }
}
