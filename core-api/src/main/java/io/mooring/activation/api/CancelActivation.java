package io.mooring.activation.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives up because the payment failed; what was bound is released. */
public record CancelActivation(@TargetAggregateIdentifier ActivationId activationId) implements ActivationCommand {}
