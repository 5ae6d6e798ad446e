package io.mooring.eventstore.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The store's own table. */
final class DomainEventTable implements HistoryTable {

    /** Upper 16 bits of the locks that {@code event_horizon()} looks for. */
    private static final long MARK = 0x6d72L << 48;

    private static final String INSERT = """
            insert into domain_event (global_index, event_id, aggregate_type, aggregate_id, sequence_number, occurred_at,
                                      event_type, revision, payload, metadata, correlation_id, causation_id)
            overriding system value
            select position, event_id, aggregate_type, aggregate_id, sequence_number, occurred_at::timestamptz,
                   event_type, revision, payload::jsonb, metadata::jsonb, correlation_id, causation_id
              from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                   as e (position, event_id, aggregate_type, aggregate_id, sequence_number, occurred_at,
                         event_type, revision, payload, metadata, correlation_id, causation_id)
            """;

    @Override
    public Names names() {
        return new Names("domain_event", "global_index", "event_id", "aggregate_id", "sequence_number");
    }

    /** As an append does it, but with the position for a bound: numbers are given here, not drawn. */
    @Override
    public void announce(Connection connection, long lastPosition) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_advisory_xact_lock_shared(?), event_head()")) {
            statement.setLong(1, MARK + Math.max(lastPosition, 0));
            try (var row = statement.executeQuery()) {
                row.next();
                if (lastPosition < 0 && row.getLong(2) > 0) {
                    throw new TransferRefused("domain_event is empty, but numbers up to " + row.getLong(2)
                            + " were drawn, so readers may have passed them; create the database anew");
                }
            }
        }
    }

    @Override
    public void insert(Connection connection, List<HistoricEvent> events) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            var columns = new Columns(connection, statement, events);
            columns.add("bigint", HistoricEvent::position);
            columns.add("text", HistoricEvent::eventId);
            columns.add("text", HistoricEvent::aggregateType);
            columns.add("text", HistoricEvent::aggregateId);
            columns.add("bigint", HistoricEvent::sequenceNumber);
            columns.add("text", event -> event.occurredAt().toString());
            columns.add("text", HistoricEvent::type);
            columns.add("text", HistoricEvent::revision);
            columns.add("text", HistoricEvent::payload);
            columns.add("text", HistoricEvent::metadata);
            columns.add("text", HistoricEvent::correlationId);
            columns.add("text", HistoricEvent::causationId);
            statement.executeUpdate();
        }
    }
}
