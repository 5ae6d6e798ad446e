package io.mooring.subscription.marketplace;

import io.mooring.entitlement.api.CurrentEntitlements;
import io.mooring.entitlement.api.KnownEntitlements;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Predecessors;
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
    private final Predecessors predecessors;
    private final Readings readings;
    private final Duration maxAge;
    private final Clock clock;

    AgedEntitlements(
            KnownPurchases purchases,
            KnownEntitlements entitlements,
            Predecessors predecessors,
            Readings readings,
            Duration maxAge,
            Clock clock) {
        this.purchases = purchases;
        this.entitlements = entitlements;
        this.predecessors = predecessors;
        this.readings = readings;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    @Override
    public Answer of(SubscriptionId subscriptionId) {
        var readAt = readings.lastAnswer(subscriptionId).orElse(null);
        var purchase = purchases.find(subscriptionId).orElse(null);
        if (purchase == null) {
            return new Closed(Reason.UNKNOWN_PURCHASE, readAt);
        }
        return switch (purchase.status()) {
            case WAITING_FOR_AWS -> new Closed(Reason.NOT_CONFIRMED, readAt);
            case FAILED -> new Closed(Reason.PAYMENT_FAILED, readAt);
            case ENDED, SUPERSEDED -> new Closed(Reason.OVER, readAt);
            case CONFIRMED -> readAt == null ? ofThoseBefore(subscriptionId) : asLastKnown(subscriptionId, readAt);
            case ENDING -> inTheFinalHour(purchase, readAt);
        };
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

    /** A renewal or replacement that AWS has not been asked about yet entitles to what the one before did, for as long as that may serve. */
    private Answer ofThoseBefore(SubscriptionId subscriptionId) {
        var before = predecessors.of(subscriptionId);
        for (var renewals = 0; renewals < LONGEST_CHAIN && before.isPresent(); renewals++) {
            var readAt = readings.lastAnswer(before.get());
            if (readAt.isPresent()) {
                return asLastKnown(before.get(), readAt.get());
            }
            before = predecessors.of(before.get());
        }
        return asLastKnown(subscriptionId, null);
    }

    private Answer asLastKnown(SubscriptionId subscriptionId, @Nullable Instant readAt) {
        if (readAt == null) {
            return new Closed(Reason.NEVER_READ, null);
        }
        return readAt.plus(maxAge).isBefore(clock.instant())
                ? new Closed(Reason.TOO_OLD, readAt)
                : new Open(entitlements.of(subscriptionId), readAt);
    }
}
