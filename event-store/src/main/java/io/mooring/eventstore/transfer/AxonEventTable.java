package io.mooring.eventstore.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A table of Axon's engines as something to write into. */
final class AxonEventTable implements HistoryTable {

    /** As Axon writes it, so that its text comparisons of times hold. */
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

    private final AxonLayout layout;
    private final Map<String, String> classNames;

    /** By logical name, the class name that Axon stores. */
    AxonEventTable(AxonLayout layout, Map<String, String> classNames) {
        this.layout = layout;
        this.classNames = classNames;
    }

    @Override
    public Names names() {
        return new Names(
                layout.table(),
                layout.name(AxonLayout.GLOBAL_INDEX),
                layout.name(AxonLayout.EVENT_ID),
                layout.name(AxonLayout.AGGREGATE_ID),
                layout.name(AxonLayout.SEQUENCE_NUMBER));
    }

    /** Axon's readers know no horizon. */
    @Override
    public void announce(Connection connection, long lastPosition) {}

    @Override
    public void insert(Connection connection, List<HistoricEvent> events) throws SQLException {
        var names = String.join(
                ", ",
                List.of(
                        layout.name(AxonLayout.GLOBAL_INDEX),
                        layout.name(AxonLayout.EVENT_ID),
                        layout.name(AxonLayout.AGGREGATE_TYPE),
                        layout.name(AxonLayout.AGGREGATE_ID),
                        layout.name(AxonLayout.SEQUENCE_NUMBER),
                        layout.name(AxonLayout.TIMESTAMP),
                        layout.name(AxonLayout.PAYLOAD_TYPE),
                        layout.name(AxonLayout.PAYLOAD_REVISION),
                        layout.name(AxonLayout.PAYLOAD),
                        layout.name(AxonLayout.META_DATA)));
        var sql = "insert into " + layout.table() + " (" + names + ") select g, e, y, a, s, o, t, r, "
                + layout.stored(AxonLayout.PAYLOAD, "p") + ", " + layout.stored(AxonLayout.META_DATA, "m")
                + " from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],"
                + " ?::text[], ?::text[]) as event (g, e, y, a, s, o, t, r, p, m)";
        try (var statement = connection.prepareStatement(sql)) {
            var columns = new Columns(connection, statement, events);
            columns.add("bigint", HistoricEvent::position);
            columns.add("text", HistoricEvent::eventId);
            columns.add("text", HistoricEvent::aggregateType);
            columns.add("text", HistoricEvent::aggregateId);
            columns.add("bigint", HistoricEvent::sequenceNumber);
            columns.add("text", event -> time(event.occurredAt()));
            columns.add("text", event -> classNames.get(event.type()));
            columns.add("text", HistoricEvent::revision);
            columns.add("text", HistoricEvent::payload);
            columns.add("text", HistoricEvent::metadata);
            statement.executeUpdate();
        }
    }

    private static String time(Instant time) {
        return (time.truncatedTo(ChronoUnit.MILLIS).equals(time) ? MILLISECONDS : MICROSECONDS).format(time);
    }
}
