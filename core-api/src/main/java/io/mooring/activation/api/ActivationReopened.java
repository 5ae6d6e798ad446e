package io.mooring.activation.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** It may be completed after all, until {@code expiresAt}. */
@Revision("1")
public record ActivationReopened(ActivationId activationId, Instant reopenedAt, Instant remindAt, Instant expiresAt)
        implements ActivationEvent {}
