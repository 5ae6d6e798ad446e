package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.marketplace.Interpretation.Became;
import io.mooring.subscription.marketplace.Interpretation.Meant;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers every message with its bytes; called within the transaction that records the message's effect. */
final class Inbox {

    /** AWS's messages about one fact lag by about five minutes at most. */
    private static final Duration SAME_FACT = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final @Nullable String queue;

    Inbox(JdbcClient jdbc) {
        this(jdbc, null);
    }

    private Inbox(JdbcClient jdbc, @Nullable String queue) {
        this.jdbc = jdbc;
        this.queue = queue;
    }

    /** The same, of messages that come through the queue with this name. */
    Inbox through(String queueName) {
        return new Inbox(jdbc, queueName);
    }

    /** Whether this message is to have its effect now, as {@link #firsts} has it. */
    boolean isFirst(Entry entry) {
        return firsts(List.of(entry)).contains(entry.key());
    }

    /**
     * Which of these messages are to have their effect now: they are new, or they had none before and have come back. Two deliveries at once wait for each
     * other on the primary key.
     *
     * @param entries of different keys, in the order in which everybody writes
     */
    Set<MessageKey> firsts(List<Entry> entries) {
        if (entries.isEmpty()) {
            return Set.of();
        }
        var first = jdbc.sql("""
                        INSERT INTO inbox (feed, stable_id, message_id, body, sent_at, received_at, receive_count, queue,
                                           outcome, reason, action, subscription_id, agreement_id, last_seen_at)
                        SELECT feed, stable_id, message_id, body, sent_at, received_at, receive_count, :queue,
                               outcome, reason, action, subscription_id, agreement_id, received_at
                          FROM unnest(:feeds::text[], :ids::text[], :messageIds::text[], :bodies::bytea[], :sent::timestamptz[],
                                      :received::timestamptz[], :counts::int[], :outcomes::text[], :reasons::text[],
                                      :actions::text[], :subscriptions::text[], :agreements::text[])
                            AS come (feed, stable_id, message_id, body, sent_at, received_at, receive_count, outcome, reason, action,
                                     subscription_id, agreement_id)
                        ON CONFLICT (feed, stable_id) DO UPDATE
                           SET outcome = excluded.outcome, reason = excluded.reason, action = excluded.action,
                               subscription_id = excluded.subscription_id, agreement_id = excluded.agreement_id, received_at = excluded.received_at,
                               receive_count = excluded.receive_count, last_seen_at = excluded.last_seen_at
                         WHERE inbox.outcome IN ('DEAD_LETTERED', 'FAILED')
                        RETURNING feed, stable_id
                        """)
                .param("queue", queue, Types.VARCHAR)
                .param("feeds", each(entries, entry -> name(entry.key().feed())))
                .param("ids", each(entries, entry -> entry.key().stableId()))
                .param("messageIds", each(entries, entry -> entry.message().messageId()))
                .param(
                        "bodies",
                        entries.stream().map(entry -> entry.message().bytes()).toArray(byte[][]::new))
                .param("sent", each(entries, entry -> entry.message().sentAt().toString()))
                .param("received", each(entries, entry -> entry.receivedAt().toString()))
                .param(
                        "counts",
                        entries.stream()
                                .map(entry -> entry.message().receiveCount())
                                .toArray(Integer[]::new))
                .param("outcomes", each(entries, entry -> entry.outcome().name()))
                .param("reasons", each(entries, Entry::reason))
                .param("actions", each(entries, entry -> meant(entry, Meant::action)))
                .param("subscriptions", each(entries, entry -> subscription(entry.meant())))
                .param("agreements", each(entries, entry -> meant(entry, Meant::awsAgreementId)))
                .query((row, number) -> new MessageKey(feed(row.getString(1)), row.getString(2)))
                .set();
        return Set.copyOf(first);
    }

    private static <T> @Nullable String[] each(List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static @Nullable String meant(Entry entry, Function<Meant, @Nullable String> what) {
        return entry.meant() == null ? null : what.apply(entry.meant());
    }

    private static @Nullable String subscription(@Nullable Meant meant) {
        return meant == null || meant.subscriptionId() == null
                ? null
                : meant.subscriptionId().value();
    }

    /** Keeps a message whose handling failed, and counts each further failure of one that had no effect yet; other bytes under its id change nothing. */
    void failed(MessageKey key, QueueMessage message, String reason, String failure, Instant now) {
        jdbc.sql("""
                        INSERT INTO inbox (feed, stable_id, message_id, body, sent_at, received_at, receive_count, queue, outcome, reason,
                                           last_seen_at, failures, first_failure, last_failure, last_failed_at)
                        VALUES (:feed, :stableId, :messageId, :body, :sentAt, :now, :receiveCount, :queue, 'FAILED', :reason,
                                :now, 1, :failure, :failure, :now)
                        ON CONFLICT (feed, stable_id) DO UPDATE
                           SET receive_count = greatest(inbox.receive_count, excluded.receive_count), last_seen_at = excluded.last_seen_at,
                               reason = CASE inbox.outcome WHEN 'FAILED' THEN excluded.reason ELSE inbox.reason END,
                               failures = inbox.failures + 1, first_failure = coalesce(inbox.first_failure, excluded.first_failure),
                               last_failure = excluded.last_failure, last_failed_at = excluded.last_failed_at
                         WHERE inbox.outcome IN ('DEAD_LETTERED', 'FAILED') AND inbox.body_sha256 = :hash
                        """)
                .param("feed", name(key.feed()))
                .param("stableId", key.stableId())
                .param("messageId", message.messageId())
                .param("body", message.bytes())
                .param("hash", message.sha256())
                .param("sentAt", at(message.sentAt()))
                .param("receiveCount", message.receiveCount())
                .param("queue", queue, Types.VARCHAR)
                .param("reason", reason)
                .param("failure", failure)
                .param("now", at(now))
                .update();
    }

    /** What messages became by their effects. */
    void became(List<Effected> messages) {
        if (messages.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE inbox SET outcome = now.outcome, waits_for = now.waits_for, reason = now.reason,
                               subscription_id = coalesce(now.subscription_id, inbox.subscription_id)
                          FROM unnest(:feeds::text[], :ids::text[], :outcomes::text[], :names::text[], :reasons::text[], :subscriptions::text[])
                            AS now (feed, stable_id, outcome, waits_for, reason, subscription_id)
                         WHERE inbox.feed = now.feed AND inbox.stable_id = now.stable_id
                        """)
                .param("feeds", each(messages, message -> name(message.key().feed())))
                .param("ids", each(messages, message -> message.key().stableId()))
                .param(
                        "outcomes",
                        each(messages, message -> message.became().outcome().name()))
                .param("names", each(messages, Effected::waitsFor))
                .param("reasons", each(messages, message -> message.became().reason()))
                .param("subscriptions", each(messages, message -> subscription(message.meant())))
                .update();
    }

    /** Whether EventBridge told of a licence within a quarter of an hour of that moment. */
    boolean hasLicenceUpdate(SubscriptionId id, Instant at) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM inbox
                                        WHERE subscription_id = :id AND feed = 'eventbridge' AND action = 'License Updated'
                                          AND sent_at BETWEEN :from AND :until)
                        """)
                .param("id", id.value())
                .param("from", at(at.minus(SAME_FACT)))
                .param("until", at(at.plus(SAME_FACT)))
                .query(Boolean.class)
                .single();
    }

    /** Counts deliveries of messages that had their effect before, and returns which these are. */
    Set<MessageKey> seenAgain(Map<MessageKey, Integer> deliveries, Instant now) {
        var keys = List.copyOf(deliveries.keySet());
        // Locked in one order by everybody, so that nobody waits in a circle
        var seen = jdbc.sql("""
                        WITH seen AS (
                            SELECT i.feed, i.stable_id, delivered.times
                              FROM inbox i
                              JOIN unnest(:feeds::text[], :ids::text[], :times::int[]) AS delivered (feed, stable_id, times)
                                USING (feed, stable_id)
                             WHERE i.outcome NOT IN ('DEAD_LETTERED', 'FAILED')
                             ORDER BY i.feed, i.stable_id
                               FOR UPDATE OF i)
                        UPDATE inbox i SET duplicates = i.duplicates + seen.times, last_seen_at = :now
                          FROM seen WHERE i.feed = seen.feed AND i.stable_id = seen.stable_id
                        RETURNING i.feed, i.stable_id
                        """)
                .param("feeds", keys.stream().map(key -> name(key.feed())).toArray(String[]::new))
                .param("ids", keys.stream().map(MessageKey::stableId).toArray(String[]::new))
                .param("times", keys.stream().map(deliveries::get).toArray(Integer[]::new))
                .param("now", at(now))
                .query((row, number) -> new MessageKey(feed(row.getString(1)), row.getString(2)))
                .set();
        return Set.copyOf(seen);
    }

    /** The transaction counts deliveries and nothing else: that is not worth a wait for the disk. */
    void mayLose() {
        jdbc.sql("SET LOCAL synchronous_commit = off").update();
    }

    /** Whether these very bytes are kept: two messages may come with one id. */
    boolean holds(Entry entry) {
        return jdbc.sql("SELECT body_sha256 = :hash FROM inbox WHERE feed = :feed AND stable_id = :stableId")
                .param("hash", entry.message().sha256())
                .param("feed", name(entry.key().feed()))
                .param("stableId", entry.key().stableId())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    static String name(Feed feed) {
        return feed.name().toLowerCase(Locale.ROOT);
    }

    static Feed feed(String name) {
        return Feed.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** What became of a message. */
    enum Outcome {
        /** Commands were sent. */
        APPLIED,
        /** Nothing is to be done yet; kept for whoever asks. */
        RECORDED,
        /** It is not known yet which purchase it is about; it has its effect as soon as that is known. */
        WAITING,
        /** The same was known, from this feed or the other one. */
        TOLD_BEFORE,
        /** Something newer is known; the reason says what. */
        STALE,
        /** Nothing can be done; the reason says why. */
        DEAD_LETTERED,
        /** Handling it failed; a later delivery still has its effect. */
        FAILED,
        /** Nothing is to be done any more, as a person decided. */
        DISMISSED
    }

    /** What names a message, however often it is delivered. */
    record MessageKey(Feed feed, String stableId) {

        static MessageKey of(Reading reading) {
            return new MessageKey(reading.feed(), reading.stableId());
        }
    }

    /** What a message became by its effect. */
    record Effected(MessageKey key, Became became, @Nullable Meant meant) {

        private @Nullable String waitsFor() {
            var name = meant == null || became.outcome() != Outcome.WAITING ? null : meant.name();
            return name == null ? null : name.key();
        }
    }

    /** One row of it. */
    record Entry(
            MessageKey key,
            QueueMessage message,
            Instant receivedAt,
            Outcome outcome,
            @Nullable String reason,
            @Nullable Meant meant) {}
}
