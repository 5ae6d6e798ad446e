package io.mooring.access.api;

/** Asks for the credential of a user name in a realm; answered by an optional {@link CredentialView}. */
public record FindCredential(Realm realm, String userName) {

    @Override
    public String toString() {
        return "FindCredential[realm=" + realm + "]";
    }
}
