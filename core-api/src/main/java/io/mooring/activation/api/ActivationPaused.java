package io.mooring.activation.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The wizard is closed while AWS winds the subscription up. */
@Revision("1")
public record ActivationPaused(ActivationId activationId, Instant pausedAt) implements ActivationEvent {}
