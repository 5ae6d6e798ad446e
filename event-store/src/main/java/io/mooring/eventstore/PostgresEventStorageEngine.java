package io.mooring.eventstore;

import static org.axonframework.common.ObjectUtils.getOrDefault;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Events in one PostgreSQL table, in the order of their commits. Appends take a transaction-level lock before they draw numbers and hold it until the
 * commit, so a number is visible only when every smaller one that will ever be used is: a reader that goes by number misses nothing, whatever the
 * clocks say. Numbers of rolled-back transactions stay unused and nobody waits for them.
 */
public final class PostgresEventStorageEngine extends BatchingEventStorageEngine {

    /** Key of the advisory lock that puts appends in order; any number that nobody else uses. */
    private static final long APPEND_LOCK = 0x6d6f6f72696e67L;

    private static final String COLUMNS =
            "global_index, event_id, aggregate_type, aggregate_id, sequence_number, occurred_at, event_type, revision,"
                    + " payload::text, metadata::text";

    private static final String APPEND = """
            insert into domain_event (event_id, aggregate_type, aggregate_id, sequence_number, occurred_at, event_type,
                                      revision, payload, metadata, correlation_id, causation_id)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final String correlationKey;
    private final String causationKey;

    private PostgresEventStorageEngine(
            Builder builder, DataSource dataSource, String correlationKey, String causationKey) {
        super(builder);
        this.jdbc = new JdbcTemplate(dataSource);
        this.correlationKey = correlationKey;
        this.causationKey = causationKey;
    }

    /**
     * An engine on the tables of this module's migrations. Calls join the transaction that Spring has bound to the data source.
     *
     * @param correlationKey name of the metadata entry that is also kept in a column of its own, as is {@code causationKey}
     */
    public static PostgresEventStorageEngine on(
            DataSource dataSource, Serializer serializer, String correlationKey, String causationKey) {
        var builder = new Builder();
        builder.eventSerializer(serializer);
        builder.snapshotSerializer(serializer);
        builder.persistenceExceptionResolver(PostgresEventStorageEngine::isDuplicate);
        return new PostgresEventStorageEngine(builder, dataSource, correlationKey, causationKey);
    }

    private static final class Builder extends BatchingEventStorageEngine.Builder {}

    private static boolean isDuplicate(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Events are appended inside a transaction only: the lock that keeps them in order ends with it");
        }
        try {
            jdbc.query("select pg_advisory_xact_lock(" + APPEND_LOCK + ")", row -> {});
            jdbc.batchUpdate(APPEND, events, events.size(), (statement, event) -> bind(statement, event, serializer));
        } catch (RuntimeException e) {
            if (isDuplicate(e)) {
                handlePersistenceException(e, events.getFirst());
            }
            throw e; // as it is: callers tell a deadlock or a database that is away by its type
        }
    }

    /** An event that no aggregate applied is a stream of its own. */
    private static DomainEventMessage<?> inAStream(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> ofAnAggregate
                ? ofAnAggregate
                : new GenericDomainEventMessage<>("", event.getIdentifier(), 0L, event, event::getTimestamp);
    }

    private void bind(PreparedStatement statement, EventMessage<?> message, Serializer serializer) throws SQLException {
        var event = inAStream(message);
        var payload = event.serializePayload(serializer, String.class);
        statement.setString(1, event.getIdentifier());
        statement.setString(2, event.getType());
        statement.setString(3, event.getAggregateIdentifier());
        statement.setLong(4, event.getSequenceNumber());
        statement.setObject(5, OffsetDateTime.ofInstant(event.getTimestamp(), ZoneOffset.UTC));
        statement.setString(6, payload.getType().getName());
        statement.setString(7, payload.getType().getRevision());
        statement.setString(8, payload.getData());
        statement.setString(9, event.serializeMetaData(serializer, String.class).getData());
        statement.setString(10, (String) event.getMetaData().get(correlationKey));
        statement.setString(11, (String) event.getMetaData().get(causationKey));
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken last, int batchSize) {
        return jdbc.query(
                "select " + COLUMNS + " from domain_event where global_index > ? order by global_index limit ?",
                (row, n) -> new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(row.getLong(1)), entry(row)),
                position(last),
                batchSize);
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String aggregateId, long first, int batchSize) {
        return jdbc.query(
                "select " + COLUMNS + " from domain_event where aggregate_id = ? and sequence_number >= ?"
                        + " order by sequence_number limit ?",
                (row, n) -> entry(row),
                aggregateId,
                first,
                batchSize);
    }

    private static GenericDomainEventEntry<String> entry(ResultSet row) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(2),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null
                ? -1
                : TrackingTokens.position(token)
                        .orElseThrow(() -> new IllegalArgumentException("Not a token of this store: " + token));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(-1);
    }

    @Override
    public TrackingToken createHeadToken() {
        return tokenFrom("select coalesce(max(global_index), -1) from domain_event");
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return tokenFrom(
                "select coalesce((select min(global_index) - 1 from domain_event where occurred_at >= ?),"
                        + " (select max(global_index) from domain_event), -1)",
                OffsetDateTime.ofInstant(dateTime, ZoneOffset.UTC));
    }

    private TrackingToken tokenFrom(String sql, Object... arguments) {
        return new GlobalSequenceTrackingToken(getOrDefault(jdbc.queryForObject(sql, Long.class, arguments), -1L));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        return Optional.ofNullable(jdbc.queryForObject(
                "select max(sequence_number) from domain_event where aggregate_id = ?", Long.class, aggregateId));
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        throw new UnsupportedOperationException("Aggregates are short here; there are no snapshots");
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateId) {
        return Stream.empty();
    }
}
