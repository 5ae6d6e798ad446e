package io.mooring.activation.api;

import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The payment failed; confirmation and bound workspace are due again. */
@Revision("1")
public record ActivationCancelled(ActivationId activationId, SubscriptionId subscriptionId, Instant cancelledAt)
        implements ActivationEvent {}
