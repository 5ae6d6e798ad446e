package io.mooring.activation.api;

import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The buyer is to be reminded of what is due. */
@Revision("1")
public record ActivationReminded(ActivationId activationId, SubscriptionId subscriptionId, Instant remindedAt)
        implements ActivationEvent {}
