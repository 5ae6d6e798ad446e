package io.mooring.activation.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The subscription goes on after all. */
@Revision("1")
public record ActivationResumed(ActivationId activationId, Instant resumedAt) implements ActivationEvent {}
