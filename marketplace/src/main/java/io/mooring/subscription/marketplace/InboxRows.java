package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.InboxMessages.Count;
import io.mooring.subscription.api.InboxMessages.Decision;
import io.mooring.subscription.api.InboxMessages.Failures;
import io.mooring.subscription.api.InboxMessages.InboxKey;
import io.mooring.subscription.api.InboxMessages.Line;
import io.mooring.subscription.api.InboxMessages.Message;
import io.mooring.subscription.api.InboxMessages.Page;
import io.mooring.subscription.api.InboxMessages.State;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of the inbox as a person looks at them, and what the person decided about them. */
final class InboxRows {

    private static final String SEPARATOR = " ";
    private static final int PARTS = 3;

    private final JdbcClient jdbc;

    InboxRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A message as it came, and through which queue. */
    record Kept(QueueMessage message, @Nullable String queue) {}

    /** Messages that had no effect and wait for a person, or for a mended engine. */
    Quarantine quarantine() {
        return jdbc.sql("""
                        SELECT count(*) FILTER (WHERE outcome = 'DEAD_LETTERED') AS dead_lettered,
                               count(*) FILTER (WHERE outcome = 'FAILED') AS failed
                          FROM inbox WHERE outcome IN ('DEAD_LETTERED', 'FAILED')
                        """)
                .query((row, number) -> new Quarantine(row.getLong("dead_lettered"), row.getLong("failed")))
                .single();
    }

    /**
     * How many there are.
     *
     * @param deadLettered that were put aside
     * @param failed whose handling failed
     */
    record Quarantine(long deadLettered, long failed) {}

    /** When the last message of a feed was taken. */
    Optional<Instant> lastReceived(Feed feed) {
        return jdbc.sql("SELECT received_at FROM inbox WHERE feed = :feed ORDER BY received_at DESC LIMIT 1")
                .param("feed", Inbox.name(feed))
                .query((row, number) -> at(row, "received_at"))
                .optional();
    }

    /** Of stale ones what counts instead is their kind, whenever it was said; they come last. */
    List<Count> counts(int limit) {
        return jdbc.sql("""
                        SELECT outcome, CASE outcome WHEN 'STALE' THEN split_part(reason, ', said at', 1) ELSE reason END AS kind,
                               count(*) AS messages, min(received_at) AS oldest, max(received_at) AS newest
                          FROM inbox WHERE outcome IN ('DEAD_LETTERED', 'FAILED', 'WAITING', 'STALE', 'DISMISSED')
                         GROUP BY outcome, kind ORDER BY outcome = 'STALE', messages DESC, outcome, kind LIMIT :limit
                        """)
                .param("limit", limit)
                .query((row, number) -> new Count(
                        State.valueOf(row.getString("outcome")),
                        row.getString("kind"),
                        row.getLong("messages"),
                        at(row, "oldest"),
                        at(row, "newest")))
                .list();
    }

    long count(State state, String reason) {
        return jdbc.sql("SELECT count(*) FROM inbox WHERE outcome = :state AND reason = :reason")
                .param("state", state.name())
                .param("reason", reason)
                .query(Long.class)
                .single();
    }

    Page list(Set<State> states, @Nullable String reason, @Nullable String after, int limit) {
        var begin = after == null ? new String[] {Instant.EPOCH.toString(), "", ""} : parts(after);
        var lines = jdbc.sql("""
                        SELECT feed, stable_id, outcome, reason, waits_for, sent_at, received_at, failures FROM inbox
                         WHERE outcome = ANY(:states) AND (:reason::text IS NULL OR reason = :reason)
                           AND (received_at, feed, stable_id) > (:receivedAt::timestamptz, :feed, :stableId)
                         ORDER BY received_at, feed, stable_id LIMIT :limit
                        """)
                .param("states", states.stream().map(State::name).toArray(String[]::new))
                .param("reason", reason, Types.VARCHAR)
                .param("receivedAt", begin[0])
                .param("feed", begin[1])
                .param("stableId", begin[2])
                .param("limit", limit)
                .query((row, number) -> new Line(
                        key(row),
                        State.valueOf(row.getString("outcome")),
                        row.getString("reason"),
                        row.getString("waits_for"),
                        at(row, "sent_at"),
                        at(row, "received_at"),
                        row.getInt("failures")))
                .list();
        return new Page(lines, lines.size() < limit ? null : next(lines.getLast()));
    }

    private static String next(Line last) {
        var position = String.join(
                SEPARATOR,
                last.receivedAt().toString(),
                last.key().feed(),
                last.key().stableId());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] parts(String position) {
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(position), StandardCharsets.UTF_8);
            var parts = decoded.split(SEPARATOR, PARTS);
            if (parts.length == PARTS && decoded.indexOf('\0') < 0) {
                parts[0] = Instant.parse(parts[0]).toString();
                return parts;
            }
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("no list ended at " + position, noTime);
        }
        throw new IllegalArgumentException("no list ended at " + position);
    }

    Optional<Message> find(InboxKey key) {
        return jdbc.sql("SELECT * FROM inbox WHERE feed = :feed AND stable_id = :stableId")
                .param("feed", key.feed())
                .param("stableId", key.stableId())
                .query((row, number) -> new Message(
                        key,
                        row.getString("outcome"),
                        row.getString("reason"),
                        row.getString("action"),
                        row.getString("subscription_id"),
                        row.getString("agreement_id"),
                        row.getString("waits_for"),
                        row.getString("message_id"),
                        row.getString("queue"),
                        at(row, "sent_at"),
                        at(row, "received_at"),
                        at(row, "last_seen_at"),
                        row.getInt("receive_count"),
                        row.getInt("duplicates"),
                        failures(row),
                        decision(row, "taken_again"),
                        decision(row, "dismissed"),
                        HexFormat.of().formatHex(row.getBytes("body_sha256")),
                        new String(row.getBytes("body"), StandardCharsets.UTF_8)))
                .optional();
    }

    /** The bytes of a message that is to be taken again; nothing where it had its effect. What was dismissed counts as put aside until then. */
    Optional<Kept> takenAgain(InboxKey key, Decision decision) {
        return jdbc.sql("""
                        UPDATE inbox SET taken_again_at = :at, taken_again_by = :by, taken_again_reason = :why,
                               outcome = CASE outcome WHEN 'DISMISSED' THEN 'DEAD_LETTERED' ELSE outcome END
                         WHERE feed = :feed AND stable_id = :stableId AND outcome IN ('DEAD_LETTERED', 'FAILED', 'DISMISSED')
                        RETURNING message_id, body, receive_count, sent_at, queue
                        """)
                .param("feed", key.feed())
                .param("stableId", key.stableId())
                .param("at", Inbox.at(decision.at()))
                .param("by", decision.by())
                .param("why", decision.reason())
                .query((row, number) -> new Kept(
                        new QueueMessage(
                                row.getString("message_id"),
                                "",
                                new String(row.getBytes("body"), StandardCharsets.UTF_8),
                                row.getInt("receive_count"),
                                at(row, "sent_at")),
                        row.getString("queue")))
                .optional();
    }

    /** Whether it was one that could be. */
    boolean dismissed(InboxKey key, Decision decision) {
        return jdbc.sql("""
                        UPDATE inbox SET outcome = 'DISMISSED', waits_for = NULL, dismissed_at = :at, dismissed_by = :by, dismissed_reason = :why,
                               reason = coalesce(reason, 'no purchase is known by its name')
                         WHERE feed = :feed AND stable_id = :stableId AND outcome IN ('DEAD_LETTERED', 'FAILED', 'WAITING')
                        """)
                        .param("feed", key.feed())
                        .param("stableId", key.stableId())
                        .param("at", Inbox.at(decision.at()))
                        .param("by", decision.by())
                        .param("why", decision.reason())
                        .update()
                == 1;
    }

    boolean isWaitedFor(String name) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM inbox WHERE waits_for = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    private static InboxKey key(ResultSet row) throws SQLException {
        return new InboxKey(row.getString("feed"), row.getString("stable_id"));
    }

    private static @Nullable Failures failures(ResultSet row) throws SQLException {
        var times = row.getInt("failures");
        return times == 0
                ? null
                : new Failures(
                        times,
                        row.getString("first_failure"),
                        row.getString("last_failure"),
                        at(row, "last_failed_at"));
    }

    private static @Nullable Decision decision(ResultSet row, String kind) throws SQLException {
        var by = row.getString(kind + "_by");
        return by == null ? null : new Decision(at(row, kind + "_at"), by, row.getString(kind + "_reason"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
