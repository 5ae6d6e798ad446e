package io.mooring.verification.api;

/** Everything that can happen to a verification. The permits list is the table of contents. */
public sealed interface VerificationEvent
        permits VerificationRequested, CodeIssued, VerificationAttemptFailed, EmailVerified {

    VerificationId verificationId();
}
