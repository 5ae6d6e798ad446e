package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** AWS says that the payment failed. */
public record FailSubscription(
        @TargetAggregateIdentifier SubscriptionId subscriptionId, Purchase purchase, Instant occurredAt)
        implements SubscriptionCommand {}
