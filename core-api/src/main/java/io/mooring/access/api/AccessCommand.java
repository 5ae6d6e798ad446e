package io.mooring.access.api;

/** What can be asked of access. The permits list is the table of contents. */
public sealed interface AccessCommand permits SignIn {

    SignInId signInId();
}
