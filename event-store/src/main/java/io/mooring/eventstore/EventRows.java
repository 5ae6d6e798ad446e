package io.mooring.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the rows of history as they are stored, before any upcasting. */
final class EventRows {

    static final String COLUMNS =
            "global_index, event_id, aggregate_type, aggregate_id, sequence_number, occurred_at, event_type, revision,"
                    + " payload, metadata";

    private static final String BETWEEN = "select " + COLUMNS
            + " from domain_event where global_index > ? and global_index <= ? order by global_index limit ?";

    private static final String OF_AGGREGATE = "select " + COLUMNS
            + " from domain_event where aggregate_id = ? and sequence_number >= ? order by sequence_number limit ?";

    private static final String OF_AGGREGATES = "select " + COLUMNS
            + " from domain_event where aggregate_id = any(?) order by aggregate_id, sequence_number";

    private static final String LAST_SEQUENCE_NUMBER =
            "select max(sequence_number) from domain_event where aggregate_id = ?";

    private final JdbcTemplate jdbc;

    EventRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** After one position, up to and with another, in order. */
    List<TrackedEventData<?>> between(long after, long upTo, int limit) {
        return jdbc.query(
                BETWEEN,
                (row, n) -> new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(row.getLong(1)), entry(row)),
                after,
                upTo,
                limit);
    }

    /** In order, from the sequence number {@code first} on. */
    List<DomainEventData<?>> ofAggregate(String aggregateId, long first, int limit) {
        return jdbc.query(OF_AGGREGATE, (row, n) -> entry(row), aggregateId, first, limit);
    }

    /** Aggregate by aggregate, each in its order. */
    List<DomainEventData<?>> ofAggregates(Collection<String> aggregateIds) {
        return jdbc.query(OF_AGGREGATES, (row, n) -> entry(row), (Object) aggregateIds.toArray(String[]::new));
    }

    Optional<Long> lastSequenceNumber(String aggregateId) {
        return Optional.ofNullable(jdbc.queryForObject(LAST_SEQUENCE_NUMBER, Long.class, aggregateId));
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
}
