package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.PurchaseName.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Those messages of the inbox that wait for a name. */
final class WaitingRows {

    private final JdbcClient jdbc;

    WaitingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What waits for a name, as it came, oldest first, locked in the order of {@link Inbox#seenAgain}; a licence is found however AWS spelled it. */
    List<QueueMessage> of(PurchaseName name) {
        var part = name.kind() == Kind.LICENCE ? Purchase.licence(name.name()) : name.name();
        return jdbc.sql("""
                        WITH locked AS (
                            SELECT message_id, body, receive_count, sent_at, stable_id FROM inbox
                             WHERE waits_for IS NOT NULL AND starts_with(waits_for, :prefix)
                               AND right(waits_for, length(:part)) = :part
                               AND (:isLicence OR waits_for = :key)
                             ORDER BY feed, stable_id
                               FOR UPDATE)
                        SELECT * FROM locked ORDER BY sent_at, stable_id
                        """)
                .param("prefix", name.listing() + "/" + name.kind() + "/")
                .param("part", part)
                .param("isLicence", name.kind() == Kind.LICENCE)
                .param("key", name.key())
                .query((row, number) -> new QueueMessage(
                        row.getString("message_id"),
                        "",
                        new String(row.getBytes("body"), StandardCharsets.UTF_8),
                        row.getInt("receive_count"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The names that something waits for, and since when. */
    List<Waiting> names(int limit) {
        return jdbc.sql("""
                        SELECT waits_for, min(received_at) AS since FROM inbox WHERE waits_for IS NOT NULL
                         GROUP BY waits_for ORDER BY since, waits_for LIMIT :limit
                        """)
                .param("limit", limit)
                .query((row, number) -> new Waiting(
                        PurchaseName.of(row.getString("waits_for")),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** A name that no purchase is known by. */
    record Waiting(PurchaseName name, Instant since) {}
}
