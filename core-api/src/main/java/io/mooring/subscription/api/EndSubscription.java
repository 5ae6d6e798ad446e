package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** AWS says that the subscription is over. */
public record EndSubscription(
        @TargetAggregateIdentifier SubscriptionId subscriptionId, Purchase purchase, Instant occurredAt)
        implements SubscriptionCommand {}
