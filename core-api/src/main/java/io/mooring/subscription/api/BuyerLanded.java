package io.mooring.subscription.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A buyer came over from AWS with a token that AWS resolved. */
@Revision("1")
public record BuyerLanded(
        SubscriptionId subscriptionId,
        ActivationId activationId,
        @Nullable String awsAccountId,
        Instant landedAt) implements SubscriptionEvent {}
