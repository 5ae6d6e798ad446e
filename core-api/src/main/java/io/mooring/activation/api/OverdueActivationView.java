package io.mooring.activation.api;

/** An activation that a timer forgot; {@code expired} tells whether it should have ended, not only been reminded of. */
public record OverdueActivationView(ActivationId activationId, boolean expired) {}
