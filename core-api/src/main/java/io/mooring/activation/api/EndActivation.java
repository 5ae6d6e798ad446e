package io.mooring.activation.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends the process with its subscription. */
public record EndActivation(@TargetAggregateIdentifier ActivationId activationId) implements ActivationCommand {}
