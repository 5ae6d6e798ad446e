package io.mooring.verification.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.privacy.api.DataSubject;
import io.mooring.privacy.api.Personal;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody read the mailbox. */
@Revision("1")
public record EmailVerified(
        @DataSubject VerificationId verificationId,
        ActivationId activationId,
        Purpose purpose,
        @Personal String mailbox,
        @Nullable BillingAccountId billingAccountId,
        Instant verifiedAt)
        implements VerificationEvent {

    @Override
    public String toString() {
        return "EmailVerified[" + verificationId + "]";
    }
}
