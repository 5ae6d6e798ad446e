package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** AWS says that the subscription is about to end; the final hour for metering runs. */
public record BeginEndingSubscription(
        @TargetAggregateIdentifier SubscriptionId subscriptionId, Purchase purchase, Instant occurredAt)
        implements SubscriptionCommand {}
