package io.mooring.activation.api;

import java.time.Instant;

/** Asks for open activations whose reminder or end was due at {@code before}, the latest first; answered by a list of {@link OverdueActivationView}. */
public record ListOverdueActivations(Instant before, int limit) {}
