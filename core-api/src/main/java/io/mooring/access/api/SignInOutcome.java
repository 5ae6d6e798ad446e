package io.mooring.access.api;

/** What became of a {@link SignIn}. */
public enum SignInOutcome {
    SIGNED_IN,
    REFUSED
}
