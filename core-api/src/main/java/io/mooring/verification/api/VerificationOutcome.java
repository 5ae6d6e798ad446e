package io.mooring.verification.api;

/** What became of a {@link VerifyEmail}: verified, or a wrong code with the tries that are left. */
public record VerificationOutcome(boolean verified, int attemptsLeft) {}
