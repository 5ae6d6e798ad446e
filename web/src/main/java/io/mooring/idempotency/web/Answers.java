package io.mooring.idempotency.web;

import io.mooring.web.Fault;
import io.mooring.web.Perishable;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The answers given, by session and key. The primary key decides which of two equal requests is the first. */
@Component
final class Answers implements Perishable {

    /** What was answered; header values as they were sent. */
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            String body) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final IdempotencyProperties properties;

    Answers(JdbcClient jdbc, Clock clock, IdempotencyProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    /** Empty: the request is the caller's to carry out. Otherwise the answer given before, or a problem. */
    Optional<Answer> claim(String sessionId, IdempotencyKey key, String fingerprint) {
        var now = clock.instant();
        var claimed = jdbc.sql("""
                        INSERT INTO idempotent_request AS request (session_id, key, fingerprint, lease_until, created_at)
                        VALUES (:session, :key, :fingerprint, :lease, :now)
                        ON CONFLICT (session_id, key) DO UPDATE SET lease_until = :lease
                         WHERE request.status IS NULL AND request.lease_until < :now AND request.fingerprint = :fingerprint""")
                .param("session", UUID.fromString(sessionId))
                .param("key", key.value())
                .param("fingerprint", fingerprint)
                .param("lease", Timestamp.from(now.plus(properties.lease())))
                .param("now", Timestamp.from(now))
                .update();
        return claimed == 1 ? Optional.empty() : Optional.of(earlier(sessionId, key, fingerprint));
    }

    private record Row(String fingerprint, @Nullable Answer answer) {}

    private Answer earlier(String sessionId, IdempotencyKey key, String fingerprint) {
        var row = jdbc.sql("SELECT * FROM idempotent_request WHERE session_id = :session AND key = :key")
                .param("session", UUID.fromString(sessionId))
                .param("key", key.value())
                .query((found, number) -> new Row(
                        found.getString("fingerprint"),
                        found.getObject("status") == null
                                ? null
                                : new Answer(
                                        found.getInt("status"),
                                        found.getString("content_type"),
                                        found.getString("location"),
                                        found.getString("body"))))
                .optional()
                .orElseThrow(() -> Fault.IDEMPOTENCY_KEY_IN_FLIGHT.problem().retryAfterSeconds(1));
        if (!row.fingerprint().equals(fingerprint)) {
            throw Fault.IDEMPOTENCY_KEY_REUSED.problem();
        }
        if (row.answer() == null) {
            throw Fault.IDEMPOTENCY_KEY_IN_FLIGHT.problem().retryAfterSeconds(1);
        }
        return row.answer();
    }

    void keep(String sessionId, IdempotencyKey key, Answer answer) {
        jdbc.sql("""
                        UPDATE idempotent_request
                           SET status = :status, content_type = :type, location = :location, body = :body
                         WHERE session_id = :session AND key = :key""")
                .param("status", answer.status())
                .param("type", answer.contentType())
                .param("location", answer.location())
                .param("body", answer.body())
                .param("session", UUID.fromString(sessionId))
                .param("key", key.value())
                .update();
    }

    /** Forgets a claim that came to nothing: the same request may be tried again, and so may another one under that key. */
    void release(String sessionId, IdempotencyKey key) {
        jdbc.sql("DELETE FROM idempotent_request WHERE session_id = :session AND key = :key AND status IS NULL")
                .param("session", UUID.fromString(sessionId))
                .param("key", key.value())
                .update();
    }

    @Override
    public int sweep(int most) {
        return jdbc.sql("""
                        DELETE FROM idempotent_request WHERE (session_id, key) IN (
                          SELECT session_id, key FROM idempotent_request WHERE created_at < :before LIMIT :most)""")
                .param("before", Timestamp.from(clock.instant().minus(properties.keep())))
                .param("most", most)
                .update();
    }
}
