package io.mooring.activation.web;

import io.mooring.subscription.api.SubscriptionId;
import io.mooring.web.Perishable;
import io.mooring.web.Seal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a buyer has typed so far, kept until the activation is completed or another one goes on from it, and no longer than 60 days; never a password or a code. Sealed, for it names people. */
@Component
final class Drafts implements Perishable {

    private static final Duration KEPT = Duration.ofDays(60);
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    record Draft(
            @Nullable String path,
            @Nullable String step,
            Map<String, String> fields,
            @Nullable Instant savedAt) {

        static final Draft EMPTY = new Draft(null, null, Map.of(), null);
    }

    private final JdbcClient jdbc;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Seal seal, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    Optional<Draft> find(SubscriptionId subscriptionId) {
        return jdbc.sql("SELECT path, step, fields, saved_at FROM wizard_draft WHERE subscription_id = :id")
                .param("id", subscriptionId.value())
                .query((row, number) -> new Draft(
                        row.getString("path"),
                        row.getString("step"),
                        json.readValue(seal.open(row.getBytes("fields"), row(subscriptionId)), FIELDS),
                        row.getTimestamp("saved_at").toInstant()))
                .optional();
    }

    /** The last one to save wins, as with two tabs of one form. */
    void save(SubscriptionId subscriptionId, @Nullable String path, @Nullable String step, Map<String, String> fields) {
        jdbc.sql("""
                        INSERT INTO wizard_draft (subscription_id, path, step, fields, saved_at)
                        VALUES (:id, :path, :step, :fields, :now)
                        ON CONFLICT (subscription_id) DO UPDATE
                          SET path = :path, step = :step, fields = :fields, saved_at = :now""")
                .param("id", subscriptionId.value())
                .param("path", path)
                .param("step", step)
                .param("fields", seal.close(json.writeValueAsString(fields), row(subscriptionId)))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Gives what was typed for one subscription to the one that goes on from it, unless something was typed there already; as old as it is. */
    Optional<Draft> handOn(SubscriptionId from, SubscriptionId to) {
        var draft = find(from);
        draft.ifPresent(typed -> {
            jdbc.sql("""
                            INSERT INTO wizard_draft (subscription_id, path, step, fields, saved_at)
                            VALUES (:id, :path, :step, :fields, :savedAt) ON CONFLICT DO NOTHING""")
                    .param("id", to.value())
                    .param("path", typed.path())
                    .param("step", typed.step())
                    .param("fields", seal.close(json.writeValueAsString(typed.fields()), row(to)))
                    .param("savedAt", Timestamp.from(Objects.requireNonNull(typed.savedAt())))
                    .update();
            delete(from);
        });
        return draft.flatMap(typed -> find(to));
    }

    void delete(SubscriptionId subscriptionId) {
        jdbc.sql("DELETE FROM wizard_draft WHERE subscription_id = :id")
                .param("id", subscriptionId.value())
                .update();
    }

    private static String row(SubscriptionId subscriptionId) {
        return "draft|" + subscriptionId;
    }

    @Override
    public int sweep(int most) {
        return jdbc.sql("""
                        DELETE FROM wizard_draft WHERE subscription_id IN (
                          SELECT subscription_id FROM wizard_draft WHERE saved_at < :before LIMIT :most)""")
                .param("before", Timestamp.from(clock.instant().minus(KEPT)))
                .param("most", most)
                .update();
    }
}
