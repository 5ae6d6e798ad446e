package io.mooring.verification.api;

import io.mooring.activation.api.ActivationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for a further code of a challenge; the two newest are valid. Answered by the {@link CodeValidity} of the new one. */
public record RequestAnotherCode(@TargetAggregateIdentifier VerificationId verificationId, ActivationId activationId)
        implements VerificationCommand {}
