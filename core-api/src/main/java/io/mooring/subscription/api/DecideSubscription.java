package io.mooring.subscription.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A person decides what AWS does not say of a purchase whose agreement is not known.
 *
 * @param status {@code CONFIRMED} or {@code ENDED}
 * @param reason why, for whoever reads history
 */
public record DecideSubscription(
        @TargetAggregateIdentifier SubscriptionId subscriptionId, SubscriptionStatus status, String reason)
        implements SubscriptionCommand {

    public DecideSubscription {
        if (status != SubscriptionStatus.CONFIRMED && status != SubscriptionStatus.ENDED) {
            throw new IllegalArgumentException("A person decides that a subscription is confirmed or has ended");
        }
    }
}
