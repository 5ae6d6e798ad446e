package io.mooring.activation.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The purchase begins only at {@code beginsAt}; it may be completed until {@code expiresAt}. */
@Revision("1")
public record ActivationPostponed(
        ActivationId activationId, Instant beginsAt, Instant postponedAt, Instant remindAt, Instant expiresAt)
        implements ActivationEvent {}
