package io.mooring.verification.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A wrong code was given. */
@Revision("1")
public record VerificationAttemptFailed(VerificationId verificationId, int attemptsLeft, Instant failedAt)
        implements VerificationEvent {}
