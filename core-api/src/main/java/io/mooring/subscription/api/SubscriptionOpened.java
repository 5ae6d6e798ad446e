package io.mooring.subscription.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A purchase, or a new episode of one, became known; its activation begins. */
@Revision("1")
public record SubscriptionOpened(
        SubscriptionId subscriptionId, ActivationId activationId, int episode, Purchase purchase, Instant openedAt)
        implements SubscriptionEvent {}
