package io.mooring.entitlement.api;

import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** AWS was asked what a purchase entitles to, and this is all of it; answered by whether that is news. */
public record RecordEntitlements(
        @TargetAggregateIdentifier EntitlementsId entitlementsId,
        SubscriptionId subscriptionId,
        List<Entitlement> entitlements,
        ReadingCause cause,
        Instant readAt)
        implements EntitlementCommand {

    public RecordEntitlements {
        entitlements = List.copyOf(entitlements);
    }

    public RecordEntitlements(
            SubscriptionId subscriptionId, List<Entitlement> entitlements, ReadingCause cause, Instant readAt) {
        this(EntitlementsId.of(subscriptionId), subscriptionId, entitlements, cause, readAt);
    }
}
