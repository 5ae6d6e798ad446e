package io.mooring.subscription.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A buyer came over from AWS ({@code awsAccountId} is then what AWS said of them), or a notification names a purchase for the first time. */
public record SubscribeFromMarketplace(
        @TargetAggregateIdentifier SubscriptionId subscriptionId,
        Purchase purchase,
        @Nullable String awsAccountId,
        boolean landed)
        implements SubscriptionCommand {}
