package io.mooring.activation.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The activation of another licence goes on from here. */
public record SupersedeActivation(@TargetAggregateIdentifier ActivationId activationId, ActivationId successor)
        implements ActivationCommand {}
