package io.mooring.subscription.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** AWS takes payment for the purchase. */
@Revision("1")
public record SubscriptionConfirmed(
        SubscriptionId subscriptionId,
        ActivationId activationId,
        @Nullable String offerId,
        boolean freeTrial,
        Instant confirmedAt)
        implements SubscriptionEvent {}
