package io.mooring.verification.command;

import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.verification.api.EmailVerified;
import io.mooring.verification.api.ProvenMailboxes;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationRule;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proofs by look-up key; the address itself is not kept here. */
@Component
class JdbcProvenMailboxes implements ProvenMailboxes {

    private final JdbcClient jdbc;
    private final LookupKeys keys;

    JdbcProvenMailboxes(JdbcClient jdbc, LookupKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @Override
    public void record(EmailVerified proof) {
        var account = proof.billingAccountId();
        jdbc.sql("""
                        insert into proven_mailbox
                          (verification_id, activation_id, purpose, mailbox_key, billing_account_id, proven_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .param(proof.verificationId().value())
                .param(proof.activationId().value())
                .param(proof.purpose().name())
                .param(keys.ofMailbox(proof.mailbox()))
                .param(account == null ? null : account.value())
                .param(OffsetDateTime.ofInstant(proof.verifiedAt(), ZoneOffset.UTC))
                .update();
    }

    @Override
    public Proof require(VerificationId verificationId, ActivationId activationId, Purpose purpose) {
        return jdbc.sql("""
                        select mailbox_key, billing_account_id from proven_mailbox
                         where verification_id = ? and activation_id = ? and purpose = ?
                        """)
                .params(verificationId.value(), activationId.value(), purpose.name())
                .query((row, n) -> {
                    var account = row.getString(2);
                    return new Proof(row.getString(1), account == null ? null : new BillingAccountId(account));
                })
                .optional()
                .orElseThrow(() -> VerificationRule.MAILBOX_PROVEN.violatedBy(verificationId));
    }
}
