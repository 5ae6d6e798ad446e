package io.mooring.subscription.web;

import io.mooring.subscription.api.SubscriptionId;
import io.mooring.web.Perishable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Registration tokens that have been resolved, by their SHA-256 and nothing else, so that one used twice is recognised without asking AWS again. */
@Component
final class LandingTokens implements Perishable {

    /**
     * That a token was posted.
     *
     * @param looks what the request says of the browser; kept as a hash with the token, from which nothing can be guessed back
     */
    record Arrival(String listing, String token, String looks) {

        private byte[] hash() {
            return sha256(listing + "\n" + token);
        }

        private byte[] browserHash() {
            return sha256(listing + "\n" + token + "\n" + looks);
        }

        @Override
        public String toString() {
            return "Arrival at " + listing;
        }
    }

    /**
     * A token seen before.
     *
     * @param sessionId of the session that was opened for it last
     * @param alike whether it comes so soon, and from a browser that looks so much like the first one, that it may be the same press of the button
     */
    record Seen(SubscriptionId subscriptionId, @Nullable UUID sessionId, boolean alike) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LandingProperties properties;

    LandingTokens(JdbcClient jdbc, Clock clock, LandingProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    boolean isKnown(Arrival arrival) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM landing_token WHERE token_hash = :hash)")
                .param("hash", arrival.hash())
                .query(Boolean.class)
                .single();
    }

    /** Keeps everybody else with that token waiting until the end of the transaction. */
    Optional<Seen> hold(Arrival arrival) {
        var freshSince = clock.instant().minus(properties.repeatable());
        return jdbc.sql("""
                        SELECT subscription_id, session_id, browser_hash, first_seen_at FROM landing_token
                         WHERE token_hash = :hash FOR UPDATE""")
                .param("hash", arrival.hash())
                .query((row, number) -> new Seen(
                        new SubscriptionId(row.getString("subscription_id")),
                        row.getObject("session_id", UUID.class),
                        Arrays.equals(arrival.browserHash(), row.getBytes("browser_hash"))
                                && row.getTimestamp("first_seen_at").toInstant().isAfter(freshSince)))
                .optional();
    }

    /** False where somebody else was first with that token. */
    boolean remember(Arrival arrival, SubscriptionId subscriptionId, UUID sessionId) {
        return jdbc.sql("""
                        INSERT INTO landing_token (token_hash, subscription_id, first_seen_at, session_id, browser_hash)
                        VALUES (:hash, :subscription, :now, :session, :browser) ON CONFLICT DO NOTHING""")
                        .param("hash", arrival.hash())
                        .param("subscription", subscriptionId.value())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("session", sessionId)
                        .param("browser", arrival.browserHash())
                        .update()
                == 1;
    }

    /** Another session was opened for it. */
    void opened(Arrival arrival, UUID sessionId) {
        jdbc.sql("UPDATE landing_token SET session_id = :session WHERE token_hash = :hash")
                .param("hash", arrival.hash())
                .param("session", sessionId)
                .update();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int sweep(int most) {
        return jdbc.sql("""
                        DELETE FROM landing_token WHERE token_hash IN (
                          SELECT token_hash FROM landing_token WHERE first_seen_at < :before LIMIT :most)""")
                .param("before", Timestamp.from(clock.instant().minus(properties.remember())))
                .param("most", most)
                .update();
    }
}
