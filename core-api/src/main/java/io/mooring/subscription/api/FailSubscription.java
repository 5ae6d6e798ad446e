package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * AWS says that the payment failed.
 *
 * @param offerId for which offer, where AWS says so
 */
public record FailSubscription(
        @TargetAggregateIdentifier SubscriptionId subscriptionId,
        Purchase purchase,
        @Nullable String offerId,
        Instant occurredAt)
        implements SubscriptionCommand {

    public FailSubscription(SubscriptionId subscriptionId, Purchase purchase, Instant occurredAt) {
        this(subscriptionId, purchase, null, occurredAt);
    }
}
