package io.mooring.access.command;

import io.mooring.access.api.Credentials;
import io.mooring.access.api.PasswordHash;
import io.mooring.access.api.Realm;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Password hashes in a table that nothing mirrors. */
@Component
class JdbcCredentials implements Credentials {

    private final JdbcClient jdbc;

    JdbcCredentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void store(Realm realm, String accountId, PasswordHash hash) {
        jdbc.sql("""
                        insert into credential (realm, account_id, encoded_hash) values (?, ?, ?)
                        on conflict (realm, account_id) do update set encoded_hash = excluded.encoded_hash
                        """).params(realm.name(), accountId, hash.encoded()).update();
    }
}
