package io.mooring.activation.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The time for a reminder has come. */
public record RemindActivation(@TargetAggregateIdentifier ActivationId activationId) implements ActivationCommand {}
