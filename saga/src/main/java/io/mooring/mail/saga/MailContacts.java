package io.mooring.mail.saga;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.billing.api.BillingAccountApproved;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.privacy.api.Personal;
import io.mooring.verification.api.CodeIssued;
import io.mooring.verification.api.EmailVerified;
import io.mooring.verification.api.MailLanguage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows whom to write to about an activation: the billing account bound to it, or else the mailbox proven last; the other way about where two people have bound
 * the account because nobody reads its mailbox. Read in the order of the stream.
 */
@Component
@ProcessingGroup(MailOutbox.GROUP)
public class MailContacts {

    private final JdbcClient jdbc;

    MailContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty while nobody has proven a mailbox, or once they have been forgotten. */
    public Optional<MailContact> of(ActivationId activationId) {
        return jdbc.sql("""
                select mailbox, language
                  from (select case when activation.approved_account = activation.billing_account_id
                                    then coalesce(activation.verified_mailbox, account.mailbox)
                                    else coalesce(account.mailbox, activation.verified_mailbox)
                               end as mailbox, activation.language
                          from mail_activation activation
                          left join mail_billing_account account
                            on account.billing_account_id = activation.billing_account_id
                         where activation.activation_id = :id) contact
                 where mailbox <> :forgotten
                """)
                .param("id", activationId.value())
                .param("forgotten", Personal.FORGOTTEN)
                .query(MailContacts::contact)
                .optional();
    }

    /** The mailbox on file of an account, in the language of the activation; empty once its owner has been forgotten. */
    public Optional<MailContact> onFile(BillingAccountId account, ActivationId activationId) {
        return jdbc.sql("""
                select account.mailbox, activation.language
                  from mail_billing_account account
                  left join mail_activation activation on activation.activation_id = :activation
                 where account.billing_account_id = :account and account.mailbox <> :forgotten
                """)
                .param("account", account.value())
                .param("activation", activationId.value())
                .param("forgotten", Personal.FORGOTTEN)
                .query(MailContacts::contact)
                .optional();
    }

    private static MailContact contact(ResultSet row, int number) throws SQLException {
        return new MailContact(row.getString("mailbox"), language(Optional.ofNullable(row.getString("language"))));
    }

    private static MailLanguage language(Optional<String> last) {
        return last.map(MailLanguage::valueOf).orElse(MailLanguage.EN);
    }

    @EventHandler
    void on(BillingAccountRegistered event) {
        jdbc.sql("""
                insert into mail_billing_account (billing_account_id, mailbox) values (:id, :mailbox)
                on conflict (billing_account_id) do update set mailbox = excluded.mailbox
                """)
                .param("id", event.billingAccountId().value())
                .param("mailbox", event.mailbox())
                .update();
    }

    @EventHandler
    void on(BillingAccountBound event) {
        jdbc.sql("""
                insert into mail_activation (activation_id, billing_account_id) values (:id, :billingAccountId)
                on conflict (activation_id) do update set billing_account_id = excluded.billing_account_id
                """)
                .param("id", event.activationId().value())
                .param("billingAccountId", event.billingAccountId().value())
                .update();
    }

    @EventHandler
    void on(BillingAccountApproved event) {
        jdbc.sql("""
                insert into mail_activation (activation_id, approved_account) values (:id, :account)
                on conflict (activation_id) do update set approved_account = excluded.approved_account
                """)
                .param("id", event.activationId().value())
                .param("account", event.billingAccountId().value())
                .update();
    }

    /** An account that goes over is read by nobody there either, so the buyer's own mailbox goes with it. */
    @EventHandler
    void on(ActivationSuperseded event) {
        jdbc.sql("""
                insert into mail_activation as successor (activation_id, approved_account, verified_mailbox, language)
                select :successor, approved_account, verified_mailbox, language from mail_activation
                 where activation_id = :id and approved_account is not null
                on conflict (activation_id) do update set
                   approved_account = coalesce(successor.approved_account, excluded.approved_account),
                   verified_mailbox = coalesce(successor.verified_mailbox, excluded.verified_mailbox),
                   language = coalesce(successor.language, excluded.language)
                """)
                .param("id", event.activationId().value())
                .param("successor", event.successor().value())
                .update();
    }

    @EventHandler
    void on(CodeIssued event) {
        jdbc.sql("""
                insert into mail_activation (activation_id, language) values (:id, :language)
                on conflict (activation_id) do update set language = excluded.language
                """)
                .param("id", event.activationId().value())
                .param("language", event.language().name())
                .update();
    }

    @EventHandler
    void on(EmailVerified event) {
        jdbc.sql("""
                insert into mail_activation (activation_id, verified_mailbox) values (:id, :mailbox)
                on conflict (activation_id) do update set verified_mailbox = excluded.verified_mailbox
                """)
                .param("id", event.activationId().value())
                .param("mailbox", event.mailbox())
                .update();
    }

    @ResetHandler
    void reset() {
        throw new UnsupportedOperationException("Mails are sent once: " + MailOutbox.GROUP + " cannot be replayed");
    }
}
