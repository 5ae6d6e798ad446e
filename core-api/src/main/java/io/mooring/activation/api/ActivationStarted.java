package io.mooring.activation.api;

import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** The process runs; what it needs and its deadlines are fixed here, so a new plan never disturbs old work. */
@Revision("1")
public record ActivationStarted(
        ActivationId activationId,
        SubscriptionId subscriptionId,
        List<Requirement> requirements,
        Instant startedAt,
        Instant remindAt,
        Instant expiresAt)
        implements ActivationEvent {}
