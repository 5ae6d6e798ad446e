package io.mooring.access.api;

/** Everything that can happen to access. The permits list is the table of contents. */
public sealed interface AccessEvent permits SignedIn, SignInFailed {

    SignInId signInId();
}
