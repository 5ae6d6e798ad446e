package io.mooring.subscription.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The payment failed at AWS. */
@Revision("1")
public record SubscriptionFailed(SubscriptionId subscriptionId, ActivationId activationId, Instant failedAt)
        implements SubscriptionEvent {}
