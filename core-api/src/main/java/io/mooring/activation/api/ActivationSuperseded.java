package io.mooring.activation.api;

import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** It is over because the activation of another licence goes on from here, with what this one had. */
@Revision("1")
public record ActivationSuperseded(
        ActivationId activationId, SubscriptionId subscriptionId, ActivationId successor, Instant supersededAt)
        implements ActivationEvent {}
