package io.mooring.activation.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that a requirement holds; confirming the subscription also reopens what a failed payment had cancelled. */
public record SatisfyRequirement(@TargetAggregateIdentifier ActivationId activationId, Requirement requirement)
        implements ActivationCommand {}
