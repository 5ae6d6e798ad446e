package io.mooring.testsupport.access;

import io.mooring.access.api.Credentials;
import io.mooring.access.api.PasswordHash;
import io.mooring.access.api.Realm;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Hashes in a map. */
public final class InMemoryCredentials implements Credentials {

    private record Account(Realm realm, String accountId) {}

    private final Map<Account, PasswordHash> hashes = new ConcurrentHashMap<>();

    @Override
    public void store(Realm realm, String accountId, PasswordHash hash) {
        hashes.put(new Account(realm, accountId), hash);
    }

    public Optional<PasswordHash> of(Realm realm, String accountId) {
        return Optional.ofNullable(hashes.get(new Account(realm, accountId)));
    }
}
