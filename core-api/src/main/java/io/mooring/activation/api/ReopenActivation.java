package io.mooring.activation.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The buyer came back to an expired activation. */
public record ReopenActivation(@TargetAggregateIdentifier ActivationId activationId) implements ActivationCommand {}
