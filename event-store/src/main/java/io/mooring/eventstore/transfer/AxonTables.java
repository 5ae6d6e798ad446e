package io.mooring.eventstore.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;

/**
 * Moves history between Axon 4's own event table ({@code DomainEventEntry} of the JDBC engine, {@code domain_event_entry} of JPA) and files. Only the layout is
 * Axon's: no class of an event is loaded, their names are translated by a table.
 *
 * <p>Positions stay what they were. A processor that had come to a {@link GapAwareTrackingToken} goes on from a
 * {@code GlobalSequenceTrackingToken} of {@link #positionFor} it. A revision that Axon left empty becomes {@code 1}, as this store calls it, and stays that on
 * the way back. Snapshots are not moved: they can be made again. Where aggregates' events do not lie in the order of their sequence numbers (JPA with a
 * sequence that hands out blocks), the file is written, and an import refuses it.
 */
public final class AxonTables {

    private final DataSource dataSource;
    private final String table;
    private final Map<String, String> logicalNames;
    private final String correlationKey;
    private final String causationKey;

    private AxonTables(
            DataSource dataSource,
            String table,
            Map<String, String> logicalNames,
            String correlationKey,
            String causationKey) {
        this.dataSource = dataSource;
        this.table = table;
        this.logicalNames = logicalNames;
        this.correlationKey = correlationKey;
        this.causationKey = causationKey;
    }

    /**
     * The table of that name, with a schema in front where the search path does not lead to it.
     *
     * @param logicalNames by the full name of an event's class as Axon stores it, the logical name that this store knows it by
     */
    public static AxonTables in(DataSource dataSource, String table, Map<String, String> logicalNames) {
        return new AxonTables(dataSource, table, Map.copyOf(logicalNames), "traceId", "correlationId");
    }

    /** The metadata entries that become correlation and causation id; without this they are Axon's own, its trace and its message of origin. */
    public AxonTables withMetadataKeys(String correlationKey, String causationKey) {
        return new AxonTables(dataSource, table, logicalNames, correlationKey, causationKey);
    }

    /**
     * Writes all events into a file. Writers are kept from the table meanwhile, and waited for at the beginning, so that nothing in flight is missed. The stream
     * stays open; when this throws, it holds a file without its end.
     *
     * @param progress is told the number of events written so far, now and then
     * @throws IOException of the stream
     * @throws TransferRefused when the table is none of Axon's, a class has no logical name, or a payload is not JSON; it says which
     */
    public HistorySummary export(OutputStream out, LongConsumer progress) throws IOException {
        // In a transaction of its own: a query before the lock would begin a snapshot that misses what the lock waits
        // for
        var layout = Transaction.reading(dataSource).run(connection -> AxonLayout.of(connection, table));
        return Transaction.snapshot(dataSource).run(connection -> {
            var writer = new HistoryWriter(out);
            try (var statement = connection.createStatement()) {
                statement.execute("lock table " + layout.table() + " in share mode");
                statement.setFetchSize(HistoryExport.FETCH);
                try (var rows = statement.executeQuery("select " + AxonRow.columns(layout) + " from " + layout.table()
                        + " order by " + layout.name(AxonLayout.GLOBAL_INDEX))) {
                    while (rows.next()) {
                        writer.write(AxonRow.event(rows, logicalNames, correlationKey, causationKey));
                        if (writer.events() % HistoryExport.FETCH == 0) {
                            progress.accept(writer.events());
                        }
                    }
                }
            }
            progress.accept(writer.events());
            return writer.end();
        });
    }

    /**
     * Reads a file into the table, which must be empty, in one transaction: when this throws, nothing was written. A sequence that belongs to the index column is
     * set behind the last position; one that belongs to the application (JPA) is not, and has to be.
     *
     * @param progress is told the number of events read so far, now and then
     * @throws IOException of the stream
     * @throws MalformedHistory when a line is wrong, or its type has no class; it says which
     * @throws TransferRefused when the table is none of Axon's, not empty or in use, or two classes have one logical name
     */
    public HistorySummary load(InputStream file, LongConsumer progress) throws IOException {
        var classNames = new HashMap<String, String>();
        logicalNames.forEach((className, logicalName) -> {
            var other = classNames.put(logicalName, className);
            if (other != null) {
                throw new TransferRefused("Both " + other + " and " + className + " are called " + logicalName
                        + "; which one is to be written?");
            }
        });
        var layout = Transaction.reading(dataSource).run(connection -> AxonLayout.of(connection, table));
        var reader = new HistoryReader(file, classNames.keySet());
        new HistoryLoader(dataSource, new AxonEventTable(layout, classNames), progress).whole(reader);
        return reader.summary();
    }

    /**
     * The position from which a processor goes on that had come to this token: the one before the lowest gap, or else the token's index. What it had handled
     * behind the gap comes to it again; nothing is passed over. Tokens keep gaps of numbers that were rolled back for up to a minute: let the old processors come
     * to rest first.
     */
    public static long positionFor(GapAwareTrackingToken token) {
        var gaps = token.getGaps();
        return gaps.isEmpty() ? token.getIndex() : gaps.first() - 1;
    }
}
