package io.mooring.billing.query;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationPaused;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountProposed;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.Personal;
import java.sql.Types;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code billing_account_view} and {@code proposed_billing_account_view} in line with the event stream; safe to replay. Its group has one segment, as
 * what is proposed for one activation comes from several accounts.
 */
@Component
@ProcessingGroup("billing-account-view")
class BillingAccountProjection {

    private final JdbcClient jdbc;
    private final LookupKeys keys;

    BillingAccountProjection(JdbcClient jdbc, LookupKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @EventHandler
    void on(BillingAccountRegistered event) {
        var forgotten = event.userName().equals(Personal.FORGOTTEN);
        jdbc.sql("""
                insert into billing_account_view (billing_account_id, user_name, user_name_key, mailbox, registered_at)
                values (:id, :userName, :userNameKey, :mailbox, :registeredAt)
                on conflict (billing_account_id) do update set user_name = excluded.user_name,
                   user_name_key = excluded.user_name_key, mailbox = excluded.mailbox,
                   registered_at = excluded.registered_at
                """)
                .param("id", event.billingAccountId().value())
                .param("userName", event.userName())
                .param("userNameKey", forgotten ? null : keys.ofUserName(event.userName()), Types.VARCHAR)
                .param("mailbox", event.mailbox())
                .param("registeredAt", event.registeredAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Nothing, where a code that came at the same moment has bound an account. */
    @EventHandler
    void on(BillingAccountProposed event) {
        jdbc.sql("""
                insert into proposed_billing_account_view
                  (activation_id, billing_account_id, proposed_by, reason, proposed_at, expires_at)
                select :activation, :account, :by, :reason, :proposedAt, :expiresAt
                 where not exists (select from bound_activation_view where activation_id = :activation)
                on conflict (activation_id) do update set billing_account_id = excluded.billing_account_id,
                   proposed_by = excluded.proposed_by, reason = excluded.reason, proposed_at = excluded.proposed_at,
                   expires_at = excluded.expires_at, closed = false
                """)
                .param("activation", event.activationId().value())
                .param("account", event.billingAccountId().value())
                .param("by", event.by())
                .param("reason", event.reason())
                .param("proposedAt", event.proposedAt().atOffset(ZoneOffset.UTC))
                .param("expiresAt", event.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whatever was proposed, and whichever account it is. */
    @EventHandler
    void on(BillingAccountBound event) {
        var activation = event.activationId().value();
        jdbc.sql("delete from proposed_billing_account_view where activation_id = :activation")
                .param("activation", activation)
                .update();
        jdbc.sql("insert into bound_activation_view (activation_id) values (:activation) on conflict do nothing")
                .param("activation", activation)
                .update();
    }

    @EventHandler
    void on(ActivationPaused event) {
        close(event, true);
    }

    @EventHandler
    void on(ActivationResumed event) {
        close(event, false);
    }

    @EventHandler
    void on(ActivationCancelled event) {
        close(event, true);
    }

    @EventHandler
    void on(ActivationExpired event) {
        close(event, true);
    }

    @EventHandler
    void on(ActivationReopened event) {
        close(event, false);
    }

    @EventHandler
    void on(ActivationEnded event) {
        close(event, true);
    }

    @EventHandler
    void on(ActivationSuperseded event) {
        close(event, true);
    }

    private void close(ActivationEvent event, boolean closed) {
        jdbc.sql("update proposed_billing_account_view set closed = :closed where activation_id = :activation")
                .param("closed", closed)
                .param("activation", event.activationId().value())
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from billing_account_view; delete from proposed_billing_account_view;"
                        + " delete from bound_activation_view")
                .update();
    }
}
