package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The buyer goes on under another licence, which is in force. */
public record SupersedeSubscription(
        @TargetAggregateIdentifier SubscriptionId subscriptionId,
        Purchase purchase,
        SubscriptionId successor,
        Instant occurredAt)
        implements SubscriptionCommand {}
