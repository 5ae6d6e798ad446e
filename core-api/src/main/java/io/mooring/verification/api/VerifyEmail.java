package io.mooring.verification.api;

import io.mooring.activation.api.ActivationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a code back; answered by a {@link VerificationOutcome}. */
public record VerifyEmail(
        @TargetAggregateIdentifier VerificationId verificationId, ActivationId activationId, String code)
        implements VerificationCommand {

    @Override
    public String toString() {
        return "VerifyEmail[" + verificationId + "]";
    }
}
