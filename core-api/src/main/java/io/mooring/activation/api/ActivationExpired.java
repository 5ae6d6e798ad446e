package io.mooring.activation.api;

import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Nobody completed it in time; a bound workspace is due again. */
@Revision("1")
public record ActivationExpired(ActivationId activationId, SubscriptionId subscriptionId, Instant expiredAt)
        implements ActivationEvent {}
