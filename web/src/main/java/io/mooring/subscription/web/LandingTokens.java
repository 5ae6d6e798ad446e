package io.mooring.subscription.web;

import io.mooring.subscription.api.SubscriptionId;
import io.mooring.web.Perishable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
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

        /** What a browser shows that comes without a session after it has posted the token and looked so; nobody without the token can make it. */
        String pass() {
            return digest(listing + "\n" + token + "\n" + looks);
        }

        private byte[] browserHash() {
            return sha256(pass());
        }

        @Override
        public String toString() {
            return "Arrival at " + listing;
        }
    }

    /**
     * A token seen before.
     *
     * @param alike whether it comes so soon, and from a browser that looks so much like the first one, that it may be the same press of the button
     */
    record Seen(SubscriptionId subscriptionId, boolean alike) {}

    /**
     * A token that is held until the end of the transaction.
     *
     * @param sessionId of the session that was opened for it last
     */
    record Held(SubscriptionId subscriptionId, @Nullable UUID sessionId) {}

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

    Optional<Seen> find(Arrival arrival) {
        return jdbc.sql(
                        "SELECT subscription_id, browser_hash, first_seen_at FROM landing_token WHERE token_hash = :hash")
                .param("hash", arrival.hash())
                .query((row, number) -> new Seen(
                        new SubscriptionId(row.getString("subscription_id")),
                        Arrays.equals(arrival.browserHash(), row.getBytes("browser_hash"))
                                && row.getTimestamp("first_seen_at").toInstant().isAfter(freshSince())))
                .optional();
    }

    /** The token of that pass, if it is fresh; keeps everybody else with it waiting until the end of the transaction. */
    Optional<Held> hold(String pass) {
        return jdbc.sql("""
                        SELECT subscription_id, session_id FROM landing_token
                         WHERE browser_hash = :browser AND first_seen_at > :freshSince FOR UPDATE""")
                .param("browser", sha256(pass))
                .param("freshSince", Timestamp.from(freshSince()))
                .query((row, number) -> new Held(
                        new SubscriptionId(row.getString("subscription_id")), row.getObject("session_id", UUID.class)))
                .optional();
    }

    private Instant freshSince() {
        return clock.instant().minus(properties.repeatable());
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
    void opened(String pass, UUID sessionId) {
        jdbc.sql("UPDATE landing_token SET session_id = :session WHERE browser_hash = :browser")
                .param("browser", sha256(pass))
                .param("session", sessionId)
                .update();
    }

    /** A SHA-256 that can be part of an address or a cookie. */
    static String digest(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text));
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
