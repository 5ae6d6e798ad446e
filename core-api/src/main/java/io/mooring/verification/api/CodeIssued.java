package io.mooring.verification.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.privacy.api.DataSubject;
import io.mooring.privacy.api.Personal;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The code with this number became valid; the code itself is derived where it is needed and stored nowhere. */
@Revision("1")
public record CodeIssued(
        @DataSubject VerificationId verificationId,
        ActivationId activationId,
        Purpose purpose,
        int number,
        @Personal @Nullable String mailbox,
        MailLanguage language,
        Instant issuedAt,
        Instant expiresAt)
        implements VerificationEvent {

    @Override
    public String toString() {
        return "CodeIssued[" + verificationId + "]";
    }
}
