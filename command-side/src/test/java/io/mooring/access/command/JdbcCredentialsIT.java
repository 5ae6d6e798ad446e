package io.mooring.access.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.access.api.PasswordHash;
import io.mooring.access.api.Realm;
import io.mooring.testbed.CommandSideDatabase;
import io.mooring.testsupport.billing.BillingAccounts;
import org.junit.jupiter.api.Test;

class JdbcCredentialsIT {

    @Test
    void the_newest_hash_of_an_account_is_kept_apart_for_each_realm() {
        try (var database = new CommandSideDatabase()) {
            var credentials = new JdbcCredentials(database.jdbc);
            credentials.store(Realm.CONSOLE, "account-1", BillingAccounts.PASSWORD);
            credentials.store(Realm.CONSOLE, "account-1", new PasswordHash("{argon2id}newer"));
            credentials.store(Realm.BILLING_CENTER, "account-1", BillingAccounts.PASSWORD);

            assertThat(database.jdbc
                            .sql("select realm || ' ' || encoded_hash from credential order by realm")
                            .query(String.class)
                            .list())
                    .containsExactly("BILLING_CENTER " + BillingAccounts.PASSWORD.encoded(), "CONSOLE {argon2id}newer");
        }
    }
}
