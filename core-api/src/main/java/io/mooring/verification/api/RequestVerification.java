package io.mooring.verification.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.BillingAccountId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Asks to prove a mailbox.
 *
 * @param mailbox null when a user name that nobody has was given: everything then looks the same, but no mail is sent and no code passes
 * @param billingAccountId the account whose mailbox on file it is, for {@link Purpose#BIND}
 */
public record RequestVerification(
        @TargetAggregateIdentifier VerificationId verificationId,
        ActivationId activationId,
        Purpose purpose,
        @Nullable String mailbox,
        @Nullable BillingAccountId billingAccountId,
        MailLanguage language)
        implements VerificationCommand {

    @Override
    public String toString() {
        return "RequestVerification[" + verificationId + "]";
    }
}
