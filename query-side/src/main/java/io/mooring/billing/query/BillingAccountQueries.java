package io.mooring.billing.query;

import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountView;
import io.mooring.billing.api.BillingMailboxView;
import io.mooring.billing.api.FindBillingAccount;
import io.mooring.billing.api.FindBillingMailbox;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.Personal;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds billing accounts by id, and their mailboxes by user name. */
@Component
class BillingAccountQueries {

    private final JdbcClient jdbc;
    private final LookupKeys keys;

    BillingAccountQueries(JdbcClient jdbc, LookupKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @QueryHandler
    Optional<BillingAccountView> handle(FindBillingAccount query) {
        return jdbc.sql("select user_name, registered_at from billing_account_view where billing_account_id = :id")
                .param("id", query.billingAccountId().value())
                .query((row, number) -> new BillingAccountView(
                        query.billingAccountId(),
                        row.getString("user_name"),
                        row.getObject("registered_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @QueryHandler
    Optional<BillingMailboxView> handle(FindBillingMailbox query) {
        return jdbc.sql("""
                select billing_account_id, mailbox from billing_account_view
                 where user_name_key = :key and mailbox <> :forgotten
                """)
                .param("key", keys.ofUserName(query.userName()))
                .param("forgotten", Personal.FORGOTTEN)
                .query((row, number) -> new BillingMailboxView(
                        new BillingAccountId(row.getString("billing_account_id")), row.getString("mailbox")))
                .optional();
    }
}
