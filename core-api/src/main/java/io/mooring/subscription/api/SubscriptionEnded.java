package io.mooring.subscription.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The subscription, or this episode of it, is over. */
@Revision("1")
public record SubscriptionEnded(SubscriptionId subscriptionId, ActivationId activationId, Instant endedAt)
        implements SubscriptionEvent {}
