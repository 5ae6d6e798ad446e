package io.mooring.verification.api;

/** What can be asked of a verification. The permits list is the table of contents. */
public sealed interface VerificationCommand permits RequestVerification, RequestAnotherCode, VerifyEmail {

    VerificationId verificationId();
}
