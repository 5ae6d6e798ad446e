package io.mooring.activation.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The time of an activation that nobody completes is over. */
public record ExpireActivation(@TargetAggregateIdentifier ActivationId activationId) implements ActivationCommand {}
