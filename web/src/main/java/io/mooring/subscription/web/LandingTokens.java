package io.mooring.subscription.web;

import io.mooring.subscription.api.SubscriptionId;
import io.mooring.web.Perishable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Registration tokens that have been resolved, by their SHA-256 and nothing else, so that one used twice is recognised without asking AWS again. */
@Component
final class LandingTokens implements Perishable {

    /**
     * A token seen before.
     *
     * @param fresh so lately that it is the same press of the button
     */
    record Seen(SubscriptionId subscriptionId, boolean fresh) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LandingProperties properties;

    LandingTokens(JdbcClient jdbc, Clock clock, LandingProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    Optional<Seen> find(String listing, String token) {
        var freshSince = clock.instant().minus(properties.repeatable());
        return jdbc.sql("SELECT subscription_id, first_seen_at FROM landing_token WHERE token_hash = :hash")
                .param("hash", hash(listing, token))
                .query((row, number) -> new Seen(
                        new SubscriptionId(row.getString("subscription_id")),
                        row.getTimestamp("first_seen_at").toInstant().isAfter(freshSince)))
                .optional();
    }

    void remember(String listing, String token, SubscriptionId subscriptionId) {
        jdbc.sql("""
                        INSERT INTO landing_token (token_hash, subscription_id, first_seen_at)
                        VALUES (:hash, :subscription, :now) ON CONFLICT DO NOTHING""")
                .param("hash", hash(listing, token))
                .param("subscription", subscriptionId.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static byte[] hash(String listing, String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((listing + "\n" + token).getBytes(StandardCharsets.UTF_8));
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
