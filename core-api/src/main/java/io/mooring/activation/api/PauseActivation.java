package io.mooring.activation.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Closes the wizard while AWS winds the subscription up. */
public record PauseActivation(@TargetAggregateIdentifier ActivationId activationId) implements ActivationCommand {}
