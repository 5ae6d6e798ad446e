package io.mooring.access.web;

import io.mooring.access.web.BuyerSession.Proof;
import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.web.Perishable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sessions of all nodes, by the hash of their token. They end by idleness, by age or by revocation, whatever the cookie says. */
@Component
public final class Sessions implements Perishable {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SessionProperties properties;
    private final EndedSessions ended;

    Sessions(JdbcClient jdbc, Clock clock, SessionProperties properties, EndedSessions ended) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
        this.ended = ended;
    }

    /** Opens a session under an id that has not been one before; whatever cookie the browser showed means nothing for it. */
    public SessionToken open(UUID sessionId, Scope scope, String subject) {
        var token = SessionToken.random();
        var now = clock.instant();
        jdbc.sql("""
                        INSERT INTO browser_session (session_id, token_hash, scope, subject, created_at, last_seen_at, ends_at)
                        VALUES (:id, :hash, :scope, :subject, :now, :now, :ends)""")
                .param("id", sessionId)
                .param("hash", token.hash())
                .param("scope", scope.name())
                .param("subject", subject)
                .param("now", Timestamp.from(now))
                .param("ends", Timestamp.from(now.plus(properties.absolute())))
                .update();
        return token;
    }

    /** The living session of that token; being asked for keeps it alive. */
    public Optional<Session> find(Scope scope, SessionToken token) {
        var now = clock.instant();
        var found = living(scope, token, now).filter(row -> isShown(row, now));
        found.filter(row -> row.lastSeen().isBefore(now.minus(properties.touchEvery())))
                .ifPresent(row -> touch(row.session().sessionId(), now));
        return found.map(Row::session);
    }

    /** The same without keeping it alive: for what a browser asks by itself, whether or not somebody sits before it. */
    Optional<Session> peek(Scope scope, SessionToken token) {
        var now = clock.instant();
        return living(scope, token, now).filter(row -> isShown(row, now)).map(Row::session);
    }

    private Optional<Row> living(Scope scope, SessionToken token, Instant now) {
        var hash = token.hash();
        return jdbc.sql("""
                        SELECT session_id, token_hash, subject, last_seen_at, shown_at, ends_at, bound_activation, bound_billing_account, replaced_by
                          FROM browser_session
                         WHERE (token_hash = :hash OR (replaced_hash = :hash AND replaced_until > :now))
                           AND scope = :scope AND ends_at > :now AND last_seen_at > :idleSince""")
                .param("hash", hash)
                .param("scope", scope.name())
                .param("now", Timestamp.from(now))
                .param("idleSince", Timestamp.from(now.minus(properties.idle())))
                .query((row, number) -> new Row(
                        session(row, scope, hash),
                        row.getTimestamp("last_seen_at").toInstant(),
                        row.getTimestamp("shown_at") != null))
                .optional();
    }

    private record Row(Session session, Instant lastSeen, boolean shown) {}

    /** Notes that a browser has the cookie; false where the session was withdrawn meanwhile. */
    private boolean isShown(Row row, Instant now) {
        return row.shown()
                || jdbc.sql("UPDATE browser_session SET shown_at = coalesce(shown_at, :now) WHERE session_id = :id")
                                .param("now", Timestamp.from(now))
                                .param("id", UUID.fromString(row.session().sessionId()))
                                .update()
                        == 1;
    }

    /** Ends a session that no browser has shown yet; false where one has, or there is none. */
    public boolean withdraw(UUID sessionId) {
        return jdbc.sql("DELETE FROM browser_session WHERE session_id = :id AND shown_at IS NULL")
                        .param("id", sessionId)
                        .update()
                == 1;
    }

    private static Session session(ResultSet row, Scope scope, byte[] hash) throws SQLException {
        var activation = row.getString("bound_activation");
        var proof = activation == null
                ? null
                : new Proof(new ActivationId(activation), new BillingAccountId(row.getString("bound_billing_account")));
        @Nullable
        String replacedBy = Arrays.equals(hash, row.getBytes("token_hash")) ? null : row.getString("replaced_by");
        return new Session(
                row.getString("session_id"),
                scope,
                row.getString("subject"),
                proof,
                row.getTimestamp("ends_at").toInstant(),
                replacedBy);
    }

    private void touch(String sessionId, Instant now) {
        jdbc.sql("UPDATE browser_session SET last_seen_at = :now WHERE session_id = :id AND last_seen_at < :now")
                .param("now", Timestamp.from(now))
                .param("id", UUID.fromString(sessionId))
                .update();
    }

    /** Notes what the session has proven and gives it a new token, because it may now see more than the one who knew the old token. */
    public SessionToken raise(BuyerSession session, Proof proof, String idempotencyKey) {
        jdbc.sql(
                        "UPDATE browser_session SET bound_activation = :activation, bound_billing_account = :account WHERE session_id = :id")
                .param("activation", proof.activationId().value())
                .param("account", proof.billingAccountId().value())
                .param("id", UUID.fromString(session.sessionId()))
                .update();
        return rotate(session.sessionId(), idempotencyKey);
    }

    /** Replaces the token; the old one is good for nothing but the answer to the request with that key. */
    public SessionToken rotate(String sessionId, String idempotencyKey) {
        var token = SessionToken.random();
        jdbc.sql("""
                        UPDATE browser_session
                           SET replaced_hash = CASE WHEN replaced_by = :key THEN replaced_hash ELSE token_hash END,
                               replaced_by = :key, replaced_until = :until, token_hash = :hash
                         WHERE session_id = :id""")
                .param("key", idempotencyKey)
                .param("until", Timestamp.from(clock.instant().plus(properties.replayFor())))
                .param("hash", token.hash())
                .param("id", UUID.fromString(sessionId))
                .update();
        return token;
    }

    /** Ends the session of that token, if there is one, and everything that it keeps open. */
    public void revoke(Scope scope, SessionToken token) {
        jdbc.sql("DELETE FROM browser_session WHERE scope = :scope AND token_hash = :hash RETURNING session_id")
                .param("scope", scope.name())
                .param("hash", token.hash())
                .query(String.class)
                .optional()
                .ifPresent(ended::announce);
    }

    @Override
    public int sweep(int most) {
        var now = clock.instant();
        return jdbc.sql("""
                        DELETE FROM browser_session WHERE session_id IN (
                          SELECT session_id FROM browser_session WHERE ends_at < :now OR last_seen_at < :idleSince LIMIT :most)""")
                .param("now", Timestamp.from(now))
                .param("idleSince", Timestamp.from(now.minus(properties.idle())))
                .param("most", most)
                .update();
    }
}
