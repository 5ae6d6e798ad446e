package io.mooring.eventstore.transfer;

import io.mooring.eventstore.EventTypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Reads a file into the table {@code domain_event}, every event at the position that it has there, so that tokens stay valid. Types are compared with an
 * allow-list; revisions are not, since upcasters read old ones. Stop the engines first: nobody else can append meanwhile. Needs the rights of
 * the table's owner.
 */
public final class HistoryImport {

    /**
     * What came of it.
     *
     * @param file what the file holds
     * @param written events that were not there before
     */
    public record Outcome(HistorySummary file, long written) {}

    private final DataSource dataSource;
    private final EventTypes types;

    private HistoryImport(DataSource dataSource, EventTypes types) {
        this.dataSource = dataSource;
        this.types = types;
    }

    /** An import that takes the types of the list and no other. */
    public static HistoryImport into(DataSource dataSource, EventTypes types) {
        return new HistoryImport(dataSource, types);
    }

    /**
     * Into an empty table, in one transaction: when this throws, nothing was written.
     *
     * @param progress is told the number of events read so far, now and then
     * @throws IOException of the stream
     * @throws MalformedHistory when a line is wrong; it says which
     * @throws TransferRefused when the table is not empty or in use, or an event's id comes twice far apart
     */
    public Outcome whole(InputStream file, LongConsumer progress) throws IOException {
        var reader = new HistoryReader(file, types.all().keySet());
        var loader = new HistoryLoader(dataSource, new DomainEventTable(), progress);
        loader.whole(reader);
        return new Outcome(reader.summary(), loader.written());
    }

    /**
     * Into a table that may hold the beginning: lines whose position and event id are there are passed over, the others must lie behind. It commits every
     * 10,000 events, so it can be stopped and started again with the same file, or be given a later and longer export. When this throws, what was committed
     * stays: whole chunks from before the line that is named.
     *
     * @param progress is told the number of events read so far, now and then
     * @throws IOException of the stream
     * @throws MalformedHistory when a line is wrong, or is not the event that is at its position; it says which
     * @throws TransferRefused when the table is in use, or an event's id comes twice far apart
     */
    public Outcome rest(InputStream file, LongConsumer progress) throws IOException {
        var reader = new HistoryReader(file, types.all().keySet());
        var loader = new HistoryLoader(dataSource, new DomainEventTable(), progress);
        loader.rest(reader);
        return new Outcome(reader.summary(), loader.written());
    }
}
