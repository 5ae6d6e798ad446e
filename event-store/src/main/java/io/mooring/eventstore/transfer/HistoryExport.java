package io.mooring.eventstore.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the store's events into a file, in the format that this package describes. It reads one snapshot by a cursor, so memory does not grow with history,
 * and only up to a position under which no transaction in flight can still write, so that no event is missing between two that are there.
 */
public final class HistoryExport {

    /** Rows that the driver holds at a time. */
    static final int FETCH = 1000;

    private static final String COLUMNS =
            "global_index, event_id, aggregate_type, aggregate_id, sequence_number, occurred_at, event_type, revision,"
                    + " payload::text, metadata::text, correlation_id, causation_id";

    private final DataSource dataSource;

    private HistoryExport(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** An export of the table {@code domain_event}; reading rights are enough. */
    public static HistoryExport from(DataSource dataSource) {
        return new HistoryExport(dataSource);
    }

    /**
     * Writes the selected events. The stream is flushed and stays open; when this throws, it holds a file without its end.
     *
     * <p>A selection that cuts through streams of aggregates (by type, time or correlation) is for reading: an import refuses it.
     *
     * @param progress is told the number of events written so far, now and then
     * @throws IOException of the stream
     */
    public HistorySummary write(HistorySelection selection, OutputStream out, LongConsumer progress)
            throws IOException {
        var upTo = horizon();
        return Transaction.snapshot(dataSource).run(connection -> {
            var writer = new HistoryWriter(out);
            try (var statement = select(connection, selection, upTo);
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    writer.write(event(rows));
                    if (writer.events() % FETCH == 0) {
                        progress.accept(writer.events());
                    }
                }
            }
            progress.accept(writer.events());
            return writer.end();
        });
    }

    /** Up to it nothing changes any more. Asked in a transaction that ends before the snapshot begins, as the promise is about later snapshots. */
    private long horizon() throws IOException {
        return Transaction.reading(dataSource).run(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select event_horizon()")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static PreparedStatement select(Connection connection, HistorySelection selection, long upTo)
            throws SQLException {
        var conditions = new StringBuilder("global_index > ? and global_index <= ?");
        var values = new ArrayList<Object>(List.of(selection.after(), upTo));
        restrict(conditions, values, " and aggregate_id = ?", selection.aggregateId());
        restrict(conditions, values, " and event_type = ?", selection.type());
        restrict(conditions, values, " and correlation_id = ?", selection.correlationId());
        restrict(conditions, values, " and occurred_at >= ?", utc(selection.from()));
        restrict(conditions, values, " and occurred_at < ?", utc(selection.until()));
        var statement = connection.prepareStatement(
                "select " + COLUMNS + " from domain_event where " + conditions + " order by global_index");
        for (var i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        statement.setFetchSize(FETCH);
        return statement;
    }

    private static void restrict(StringBuilder conditions, List<Object> values, String sql, @Nullable Object value) {
        if (value != null) {
            conditions.append(sql);
            values.add(value);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static HistoricEvent event(ResultSet row) throws SQLException {
        return new HistoricEvent(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12));
    }
}
