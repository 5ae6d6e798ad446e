package io.mooring.access.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.access.api.CredentialView;
import io.mooring.access.api.FindCredential;
import io.mooring.access.api.PasswordHash;
import io.mooring.access.api.Realm;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.ServerKey;
import io.mooring.query.ViewDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialQueriesTest {

    final ViewDatabase database = new ViewDatabase();
    final LookupKeys keys = new LookupKeys(ServerKey.master("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    final CredentialQueries queries = new CredentialQueries(database.jdbc(), keys);

    @BeforeEach
    void two_accounts_of_one_name_in_two_realms() {
        // The command side's table, as its migration makes it.
        database.jdbc().sql("""
                create table credential (
                    realm text not null, account_id text not null, encoded_hash text not null,
                    primary key (realm, account_id))
                """).update();
        database.jdbc().sql("""
                insert into credential values ('BILLING_CENTER', 'b-1', '{argon2id}b'), ('CONSOLE', 'c-1', '{argon2id}c')
                """).update();
        database.jdbc().sql("""
                insert into billing_account_view values ('b-1', 'ada', :key, 'ada@example.com', now())
                """).param("key", keys.ofUserName("ada")).update();
        database.jdbc().sql("""
                insert into console_account_view values ('c-1', 'ada', :key, now())
                """).param("key", keys.ofUserName("ada")).update();
    }

    @Test
    void each_realm_has_its_own_credential_for_a_name() {
        assertThat(queries.handle(new FindCredential(Realm.BILLING_CENTER, "ADA")))
                .contains(new CredentialView("b-1", new PasswordHash("{argon2id}b")));
        assertThat(queries.handle(new FindCredential(Realm.CONSOLE, "Ada")))
                .contains(new CredentialView("c-1", new PasswordHash("{argon2id}c")));
    }

    @Test
    void an_unknown_name_has_none() {
        assertThat(queries.handle(new FindCredential(Realm.CONSOLE, "grace"))).isEmpty();
    }
}
