package io.mooring.billing.api;

import io.mooring.access.api.PasswordHash;
import io.mooring.activation.api.ActivationId;
import io.mooring.verification.api.VerificationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A buyer without a Billing Center account registers one, with a mailbox proven by {@code verificationId} in the same activation. */
public record RegisterBillingAccount(
        @TargetAggregateIdentifier BillingAccountId billingAccountId,
        ActivationId activationId,
        VerificationId verificationId,
        String userName,
        String mailbox,
        @Nullable String phone,
        CompanyInformation company,
        PasswordHash passwordHash,
        String termsVersion)
        implements BillingCommand {

    @Override
    public String toString() {
        return "RegisterBillingAccount[" + billingAccountId + "]";
    }
}
