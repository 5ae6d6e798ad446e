package io.mooring.mail.saga;

import io.mooring.activation.api.ActivationId;
import io.mooring.node.api.ThisNode;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.VerificationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The outbox as its senders see it: each statement is a transaction of its own, and nothing is written without the lease. */
@Repository
class OutboxRows {

    /** What became of a mail. */
    enum Outcome {
        SENT,
        /** Nobody needs it any more. */
        DROPPED,
        /** It could not be sent; an operator should know. */
        FAILED
    }

    private final JdbcClient jdbc;
    private final ThisNode node;

    OutboxRows(JdbcClient jdbc, ThisNode node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    /** Takes the mail that waits longest, for {@code term}; empty when none is due that another sender does not hold. */
    Optional<Waiting> claim(Instant now, Duration term) {
        return jdbc.sql("""
                update mail_outbox set attempts = attempts + 1, lease = :lease, lease_holder = :node, due_at = :leaseEnd
                 where event_id = (select event_id from mail_outbox where status = 'WAITING' and due_at <= :now
                       order by due_at limit 1 for update skip locked)
                returning *
                """)
                .param("lease", UUID.randomUUID())
                .param("node", node.isShown() ? node.id() : null, Types.VARCHAR)
                .param("leaseEnd", utc(now.plus(term)))
                .param("now", utc(now))
                .query((row, number) -> waiting(row))
                .optional();
    }

    /** Makes due what nodes hold that are gone, if this one may judge that. What nobody could be seen to hold waits for the end of its lease. */
    int takeBackFromTheDead(Instant now) {
        if (!node.mayJudge()) {
            return 0;
        }
        return jdbc.sql("""
                with living as materialized (select living_nodes() as node)
                update mail_outbox set lease = null, lease_holder = null, due_at = :now
                 where status = 'WAITING' and lease is not null and lease_holder <> :node
                   and hashtext(lease_holder) not in (select node from living)
                   and hashtext(:node) in (select node from living)
                """).param("now", utc(now)).param("node", node.id()).update();
    }

    /** When the next mail is due, or the lease of one ends; empty when none waits. */
    Optional<Instant> nextDue() {
        return jdbc.sql("select due_at from mail_outbox where status = 'WAITING' order by due_at limit 1")
                .query((row, number) -> instant(row, "due_at"))
                .optional();
    }

    void settle(Waiting mail, Outcome outcome, @Nullable String error, Instant now) {
        jdbc.sql("""
                update mail_outbox set status = :status, settled_at = :now, last_error = :error, lease = null, lease_holder = null
                 where event_id = :eventId and lease = :lease
                """)
                .param("eventId", mail.eventId())
                .param("lease", mail.lease())
                .param("status", outcome.name())
                .param("error", error, Types.VARCHAR)
                .param("now", utc(now))
                .update();
    }

    void postpone(Waiting mail, Instant dueAt, String error) {
        jdbc.sql("""
                update mail_outbox set due_at = :dueAt, last_error = :error, lease = null, lease_holder = null
                 where event_id = :eventId and lease = :lease
                """)
                .param("eventId", mail.eventId())
                .param("lease", mail.lease())
                .param("dueAt", utc(dueAt))
                .param("error", error)
                .update();
    }

    /** Clears the recipients of mails that were settled by then. */
    int forgetRecipients(Instant settledBy) {
        return jdbc.sql("""
                update mail_outbox set recipient = null
                 where recipient is not null and status <> 'WAITING' and settled_at <= :settledBy
                """).param("settledBy", utc(settledBy)).update();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        var verificationId = row.getString("verification_id");
        var subscriptionId = row.getString("subscription_id");
        var mail = new Mail(
                MailKind.valueOf(row.getString("kind")),
                new ActivationId(row.getString("activation_id")),
                subscriptionId == null ? null : new SubscriptionId(subscriptionId),
                verificationId == null ? null : code(new VerificationId(verificationId), row),
                row.getString("recipient"),
                MailLanguage.valueOf(row.getString("language")));
        return new Waiting(
                row.getString("event_id"),
                mail,
                instant(row, "created_at"),
                row.getInt("attempts"),
                row.getObject("lease", UUID.class));
    }

    private static Mail.Code code(VerificationId verificationId, ResultSet row) throws SQLException {
        return new Mail.Code(verificationId, row.getInt("code_number"), instant(row, "code_expires_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
