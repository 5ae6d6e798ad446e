package io.mooring.billing.query;

import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountView;
import io.mooring.billing.api.BillingMailboxView;
import io.mooring.billing.api.FindBillingAccount;
import io.mooring.billing.api.FindBillingMailbox;
import io.mooring.billing.api.FindProposedBillingAccount;
import io.mooring.billing.api.ProposedBillingAccountView;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.Personal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds billing accounts by id, their mailboxes by user name, and which one is proposed for an activation and can be approved. */
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

    @QueryHandler
    Optional<ProposedBillingAccountView> handle(FindProposedBillingAccount query) {
        return jdbc.sql("""
                select billing_account_id, account.user_name, proposal.proposed_by, proposal.reason, proposal.proposed_at,
                       proposal.expires_at
                  from proposed_billing_account_view proposal
                  join billing_account_view account using (billing_account_id)
                 where proposal.activation_id = :activation and not proposal.closed and proposal.expires_at > :at
                """)
                .param("activation", query.activationId().value())
                .param("at", query.at().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new ProposedBillingAccountView(
                        new BillingAccountId(row.getString("billing_account_id")),
                        row.getString("user_name"),
                        row.getString("proposed_by"),
                        row.getString("reason"),
                        row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
