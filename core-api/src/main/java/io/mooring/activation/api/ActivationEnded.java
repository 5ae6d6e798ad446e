package io.mooring.activation.api;

import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** It ended with its subscription. */
@Revision("1")
public record ActivationEnded(ActivationId activationId, SubscriptionId subscriptionId, Instant endedAt)
        implements ActivationEvent {}
