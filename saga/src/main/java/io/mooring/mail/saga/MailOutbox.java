package io.mooring.mail.saga;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.ReplayStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where effectors leave their mails: in the transaction of the event, once per event, and never during a replay. */
@Component
public class MailOutbox {

    /** The processing group of everything that writes to the outbox; one segment, so that contacts are known before they are needed. */
    public static final String GROUP = "mail-outbox";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Bell bell;

    MailOutbox(JdbcClient jdbc, Clock clock, Bell bell) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.bell = bell;
    }

    /** Keeps the mail and wakes a sender once the transaction is committed; the same event again changes nothing. */
    public void put(String eventId, Mail mail, ReplayStatus replay) {
        if (replay.isReplay()) {
            throw new IllegalStateException(
                    "Event " + eventId + " is replayed to " + GROUP + ", which sends mails once");
        }
        var now = clock.instant();
        var code = mail.code();
        jdbc.sql("""
                insert into mail_outbox (event_id, kind, activation_id, subscription_id, verification_id, code_number,
                       code_expires_at, recipient, language, created_at, due_at)
                values (:eventId, :kind, :activationId, :subscriptionId, :verificationId, :codeNumber,
                       :codeExpiresAt, :recipient, :language, :now, :dueAt)
                on conflict (event_id) do nothing
                """)
                .param("eventId", eventId)
                .param("kind", mail.kind().name())
                .param("activationId", mail.activationId().value())
                .param("subscriptionId", text(mail.subscriptionId()), Types.VARCHAR)
                .param(
                        "verificationId",
                        code == null ? null : code.verificationId().value(),
                        Types.VARCHAR)
                .param("codeNumber", code == null ? null : code.number(), Types.INTEGER)
                .param("codeExpiresAt", code == null ? null : utc(code.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("recipient", mail.recipient())
                .param("language", mail.language().name())
                .param("now", utc(now))
                .param("dueAt", utc(now.plus(mail.kind().patience())))
                .update();
        wakeAfterCommit();
    }

    private void wakeAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            bell.ring();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring();
            }
        });
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
