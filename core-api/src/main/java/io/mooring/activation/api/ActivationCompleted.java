package io.mooring.activation.api;

import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Nothing is due any more: AWS settles the fees of the bound workspaces. */
@Revision("1")
public record ActivationCompleted(ActivationId activationId, SubscriptionId subscriptionId, Instant completedAt)
        implements ActivationEvent {}
