package io.mooring.access.api;

/** Where password hashes are kept: a table that no event mirrors, written in the registering command's own transaction. */
public interface Credentials {

    void store(Realm realm, String accountId, PasswordHash hash);
}
