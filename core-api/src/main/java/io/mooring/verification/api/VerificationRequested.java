package io.mooring.verification.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.privacy.api.DataSubject;
import io.mooring.privacy.api.Personal;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A proof was asked for; {@code mailbox} is null for a user name that nobody has. */
@Revision("1")
public record VerificationRequested(
        @DataSubject VerificationId verificationId,
        ActivationId activationId,
        Purpose purpose,
        @Personal @Nullable String mailbox,
        @Nullable BillingAccountId billingAccountId,
        MailLanguage language,
        Instant requestedAt)
        implements VerificationEvent {

    @Override
    public String toString() {
        return "VerificationRequested[" + verificationId + "]";
    }
}
