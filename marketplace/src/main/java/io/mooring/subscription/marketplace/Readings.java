package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.MarketplaceReadings.Pass;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers when AWS was asked about what, whether it said something new or not; nothing of this is history. */
final class Readings {

    private static final String LOOK = "agreements of ";

    private final JdbcClient jdbc;

    Readings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** AWS has answered about a purchase. */
    void answered(SubscriptionId id, Instant at) {
        jdbc.sql("""
                        INSERT INTO purchase_reading (subscription_id, read_at) VALUES (:id, :at)
                        ON CONFLICT (subscription_id) DO UPDATE SET read_at = greatest(purchase_reading.read_at, excluded.read_at)
                        """).param("id", id.value()).param("at", utc(at)).update();
    }

    /** When AWS answered about it last. */
    Optional<Instant> lastAnswer(SubscriptionId id) {
        return jdbc.sql("SELECT read_at FROM purchase_reading WHERE subscription_id = :id")
                .param("id", id.value())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Until when the changes of a listing's agreements have been looked at, all of them. */
    Optional<Instant> lastLook(String listing) {
        return lastAnswer(look(listing));
    }

    void looked(String listing, Instant until) {
        answered(look(listing), until);
    }

    /** No subscription has such an id: what was asked about is the whole listing. */
    private static SubscriptionId look(String listing) {
        return new SubscriptionId(LOOK + listing);
    }

    /** When AWS answered last about each of these that it has ever answered about. */
    Map<SubscriptionId, Instant> lastAnswers(Collection<SubscriptionId> purchases) {
        var found = new HashMap<SubscriptionId, Instant>();
        jdbc.sql("SELECT subscription_id, read_at FROM purchase_reading WHERE subscription_id = ANY (:ids)")
                .param("ids", ids(purchases))
                .query(row -> {
                    found.put(
                            new SubscriptionId(row.getString(1)),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                });
        return found;
    }

    /** Forgets the answers of before a moment about all purchases but these; looks stay. */
    void forget(Instant before, Collection<SubscriptionId> purchases) {
        jdbc.sql("""
                        DELETE FROM purchase_reading
                         WHERE read_at < :before AND subscription_id <> ALL (:ids) AND NOT starts_with(subscription_id, :look)
                        """)
                .param("before", utc(before))
                .param("ids", ids(purchases))
                .param("look", LOOK)
                .update();
    }

    private static String[] ids(Collection<SubscriptionId> purchases) {
        return purchases.stream().map(SubscriptionId::value).toArray(String[]::new);
    }

    /** There is one row, of the last round. */
    void ended(Pass pass) {
        jdbc.sql("""
                        INSERT INTO reading_pass (only_row, started_at, ended_at, asked, differing, failed)
                        VALUES (true, :startedAt, :endedAt, :asked, :differing, :failed)
                        ON CONFLICT (only_row) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at,
                           asked = excluded.asked, differing = excluded.differing, failed = excluded.failed
                        """)
                .param("startedAt", utc(pass.startedAt()))
                .param("endedAt", utc(pass.endedAt()))
                .param("asked", pass.asked())
                .param("differing", pass.differing())
                .param("failed", pass.failed())
                .update();
    }

    Optional<Pass> lastPass() {
        return jdbc.sql("SELECT * FROM reading_pass")
                .query((row, number) -> new Pass(
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                        row.getInt("asked"),
                        row.getInt("differing"),
                        row.getInt("failed")))
                .optional();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
