package io.mooring.verification.web;

import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationId;
import io.mooring.web.Fault;
import io.mooring.web.Perishable;
import io.mooring.web.Seal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which verification was asked for in which activation, and for which mailbox, so that one from another activation is as good as none. */
@Component
public final class RequestedVerifications implements Perishable {

    private static final Duration KEPT = Duration.ofDays(40);

    /**
     * A verification of this activation.
     *
     * @param mailbox as typed; null for {@link Purpose#BIND}, where it is not the buyer's to know
     * @param billingAccountId the account whose mailbox on file it is
     */
    public record Requested(
            VerificationId verificationId,
            Purpose purpose,
            @Nullable String mailbox,
            @Nullable BillingAccountId billingAccountId) {

        @Override
        public String toString() {
            return "Requested[" + verificationId + "]";
        }
    }

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    RequestedVerifications(JdbcClient jdbc, Seal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    void remember(ActivationId activationId, Requested requested) {
        var id = requested.verificationId().value();
        var account = requested.billingAccountId();
        jdbc.sql("""
                        INSERT INTO requested_verification
                          (verification_id, activation_id, purpose, mailbox, billing_account_id, requested_at)
                        VALUES (:id, :activation, :purpose, :mailbox, :account, :now) ON CONFLICT DO NOTHING""")
                .param("id", id)
                .param("activation", activationId.value())
                .param("purpose", requested.purpose().name())
                .param("mailbox", requested.mailbox() == null ? null : seal.close(requested.mailbox(), row(id)))
                .param("account", account == null ? null : account.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** The verification, if it was asked for in that activation; {@link Fault#NOT_FOUND} otherwise, whoever else's it may be. */
    public Requested require(VerificationId verificationId, ActivationId activationId) {
        return jdbc.sql("""
                        SELECT purpose, mailbox, billing_account_id FROM requested_verification
                         WHERE verification_id = :id AND activation_id = :activation""")
                .param("id", verificationId.value())
                .param("activation", activationId.value())
                .query((found, number) -> {
                    var mailbox = found.getBytes("mailbox");
                    var account = found.getString("billing_account_id");
                    return new Requested(
                            verificationId,
                            Purpose.valueOf(found.getString("purpose")),
                            mailbox == null ? null : seal.open(mailbox, row(verificationId.value())),
                            account == null ? null : new BillingAccountId(account));
                })
                .optional()
                .orElseThrow(Fault.NOT_FOUND::problem);
    }

    private static String row(String verificationId) {
        return "verification|" + verificationId;
    }

    @Override
    public int sweep(int most) {
        return jdbc.sql("""
                        DELETE FROM requested_verification WHERE verification_id IN (
                          SELECT verification_id FROM requested_verification WHERE requested_at < :before LIMIT :most)""")
                .param("before", Timestamp.from(clock.instant().minus(KEPT)))
                .param("most", most)
                .update();
    }
}
