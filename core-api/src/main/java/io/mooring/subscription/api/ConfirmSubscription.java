package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** AWS says that the purchase is paid for; {@code occurredAt} is when AWS said so. */
public record ConfirmSubscription(
        @TargetAggregateIdentifier SubscriptionId subscriptionId,
        Purchase purchase,
        @Nullable String offerId,
        boolean freeTrial,
        Instant occurredAt)
        implements SubscriptionCommand {}
