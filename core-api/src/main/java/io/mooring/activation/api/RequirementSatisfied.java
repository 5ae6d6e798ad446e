package io.mooring.activation.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A requirement holds. */
@Revision("1")
public record RequirementSatisfied(ActivationId activationId, Requirement requirement, Instant satisfiedAt)
        implements ActivationEvent {}
