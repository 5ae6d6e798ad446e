package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.marketplace.Interpretation.Meant;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers every message with its bytes; called within the transaction that records the message's effect. */
final class Inbox {

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether this message is to have its effect now: it is new, or it was dead-lettered before and has come back. Two
     * deliveries at once wait for each other on the primary key.
     */
    boolean isFirst(Entry entry) {
        var meant = entry.meant();
        var inserted = jdbc.sql("""
                        INSERT INTO inbox (feed, stable_id, message_id, body, sent_at, received_at, receive_count,
                                           outcome, reason, action, subscription_id, agreement_id, last_seen_at)
                        VALUES (:feed, :stableId, :messageId, :body, :sentAt, :now, :receiveCount,
                                :outcome, :reason, :action, :subscriptionId, :agreementId, :now)
                        ON CONFLICT (feed, stable_id) DO UPDATE
                           SET outcome = excluded.outcome, reason = excluded.reason, action = excluded.action,
                               subscription_id = excluded.subscription_id, agreement_id = excluded.agreement_id, received_at = excluded.received_at,
                               receive_count = excluded.receive_count, last_seen_at = excluded.last_seen_at
                         WHERE inbox.outcome = 'DEAD_LETTERED'
                        """)
                .param("feed", name(entry.feed()))
                .param("stableId", entry.stableId())
                .param("messageId", entry.message().messageId())
                .param("body", entry.message().bytes())
                .param("sentAt", at(entry.message().sentAt()))
                .param("now", at(entry.receivedAt()))
                .param("receiveCount", entry.message().receiveCount())
                .param("outcome", entry.outcome().name())
                .param("reason", entry.reason())
                .param("action", meant == null ? null : meant.action())
                .param(
                        "subscriptionId",
                        meant == null || meant.subscriptionId() == null
                                ? null
                                : meant.subscriptionId().value())
                .param("agreementId", meant == null ? null : meant.awsAgreementId())
                .update();
        return inserted == 1;
    }

    /** Counts a message that had its effect before; a count that a crash loses is not worth a wait for the disk. */
    void seenAgain(Entry entry) {
        jdbc.sql("SET LOCAL synchronous_commit = off").update();
        jdbc.sql("""
                        UPDATE inbox SET duplicates = duplicates + 1, last_seen_at = :now
                         WHERE feed = :feed AND stable_id = :stableId
                        """)
                .param("now", at(entry.receivedAt()))
                .param("feed", name(entry.feed()))
                .param("stableId", entry.stableId())
                .update();
    }

    /** Whether these very bytes are kept: two messages may come with one id. */
    boolean holds(Entry entry) {
        return jdbc.sql("SELECT body = :body FROM inbox WHERE feed = :feed AND stable_id = :stableId")
                .param("body", entry.message().bytes())
                .param("feed", name(entry.feed()))
                .param("stableId", entry.stableId())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Messages that were put aside and have not come back. */
    long quarantined() {
        return jdbc.sql("SELECT count(*) FROM inbox WHERE outcome = 'DEAD_LETTERED'")
                .query(Long.class)
                .single();
    }

    /** When the last message of a feed was taken. */
    Optional<Instant> lastReceived(Feed feed) {
        return jdbc.sql("SELECT received_at FROM inbox WHERE feed = :feed ORDER BY received_at DESC LIMIT 1")
                .param("feed", name(feed))
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    static String name(Feed feed) {
        return feed.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** What became of a message. */
    enum Outcome {
        /** Commands were sent. */
        APPLIED,
        /** Nothing is to be done yet; kept for whoever asks. */
        RECORDED,
        /** Nothing can be done; the reason says why. */
        DEAD_LETTERED
    }

    /** One row of it. */
    record Entry(
            Feed feed,
            String stableId,
            QueueMessage message,
            Instant receivedAt,
            Outcome outcome,
            @Nullable String reason,
            @Nullable Meant meant) {}
}
