package io.mooring.access.query;

import io.mooring.access.api.CredentialView;
import io.mooring.access.api.FindCredential;
import io.mooring.access.api.PasswordHash;
import io.mooring.access.api.Realm;
import io.mooring.privacy.api.LookupKeys;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the credential that the account's own registration has stored, by the user name as anybody would spell it. */
@Component
class CredentialQueries {

    private final JdbcClient jdbc;
    private final LookupKeys keys;

    CredentialQueries(JdbcClient jdbc, LookupKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @QueryHandler
    Optional<CredentialView> handle(FindCredential query) {
        return jdbc.sql(accountsOf(query.realm()))
                .param("realm", query.realm().name())
                .param("key", keys.ofUserName(query.userName()))
                .query((row, number) -> new CredentialView(
                        row.getString("account_id"), new PasswordHash(row.getString("encoded_hash"))))
                .optional();
    }

    private static String accountsOf(Realm realm) {
        return switch (realm) {
            case BILLING_CENTER -> """
                select credential.account_id, credential.encoded_hash from billing_account_view account
                  join credential on credential.account_id = account.billing_account_id and credential.realm = :realm
                 where account.user_name_key = :key
                """;
            case CONSOLE -> """
                select credential.account_id, credential.encoded_hash from console_account_view account
                  join credential on credential.account_id = account.console_account_id and credential.realm = :realm
                 where account.user_name_key = :key
                """;
        };
    }
}
