package io.mooring.console.api;

import io.mooring.access.api.PasswordHash;
import io.mooring.activation.api.ActivationId;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A person registers for the Console, with a mailbox proven for {@code provenFor} by {@code verificationId} in the same activation. */
public record RegisterConsoleAccount(
        @TargetAggregateIdentifier ConsoleAccountId consoleAccountId,
        ActivationId activationId,
        VerificationId verificationId,
        Purpose provenFor,
        String userName,
        String mailbox,
        @Nullable String phone,
        PasswordHash passwordHash,
        String termsVersion)
        implements ConsoleCommand {

    @Override
    public String toString() {
        return "RegisterConsoleAccount[" + consoleAccountId + "]";
    }
}
