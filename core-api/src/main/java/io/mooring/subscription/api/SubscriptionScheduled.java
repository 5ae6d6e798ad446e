package io.mooring.subscription.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The purchase was signed ahead: AWS takes payment for it from {@code startsAt} on. */
@Revision("1")
public record SubscriptionScheduled(
        SubscriptionId subscriptionId, ActivationId activationId, Instant startsAt, Instant scheduledAt)
        implements SubscriptionEvent {}
