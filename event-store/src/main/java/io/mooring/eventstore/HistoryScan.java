package io.mooring.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * Reads history in bulk by PostgreSQL's binary {@code COPY}: the server sends ahead while the reader works, and no row costs a parsed text. Events that are
 * below the horizon never change, so it is no matter that one scan is several statements. For one thread.
 */
public final class HistoryScan implements AutoCloseable {

    /** Stored events of one COPY; a reader that is closed in mid-way throws at most so many away. */
    private static final int CHUNK = 50_000;

    private final DataSource dataSource;
    private final Function<Stream<TrackedEventData<?>>, List<TrackedEventMessage<?>>> upcast;
    private final long upTo;
    private long position;
    private @Nullable Connection connection;
    private @Nullable CopyOut copy;
    private boolean opened;
    private int inChunk;
    private boolean complete;

    HistoryScan(
            DataSource dataSource,
            Function<Stream<TrackedEventData<?>>, List<TrackedEventMessage<?>>> upcast,
            long after,
            long upTo) {
        this.dataSource = dataSource;
        this.upcast = upcast;
        this.position = after;
        this.upTo = upTo;
    }

    /** The next events, upcast; empty at the end only. Payloads are deserialized when they are asked for. */
    public List<TrackedEventMessage<?>> next(int atMost) {
        List<TrackedEventMessage<?>> events;
        do {
            events = chunk(atMost);
        } while (events.isEmpty() && !complete);
        return events;
    }

    private List<TrackedEventMessage<?>> chunk(int atMost) {
        var stored = new ArrayList<TrackedEventData<?>>(Math.min(atMost, CHUNK));
        while (stored.size() < atMost) {
            var row = nextStored();
            if (row == null) {
                break;
            }
            stored.add(row);
        }
        return upcast.apply(stored.stream());
    }

    /** The next event as it is stored; null at the end. */
    public @Nullable TrackedEventData<?> nextStored() {
        try {
            while (!complete) {
                var row = copy == null ? open().readFromCopy() : copy.readFromCopy();
                var event = row == null ? null : parse(row);
                if (event != null) {
                    inChunk++;
                    return event;
                }
                if (row == null) {
                    copy = null;
                    complete = inChunk < CHUNK;
                }
            }
            return null;
        } catch (SQLException e) {
            throw translated("read history", e);
        }
    }

    /** Up to where everything was handed out. */
    public long position() {
        return complete ? upTo : position;
    }

    private CopyOut open() throws SQLException {
        var open = connection;
        if (open == null) {
            open = dataSource.getConnection();
            connection = open;
            open.setAutoCommit(false);
            try (var statement = open.createStatement()) {
                // The reader decides how long a chunk takes, not the statement
                statement.execute("set transaction read only; set local statement_timeout = 0");
            }
        }
        inChunk = 0;
        opened = false;
        var started = open.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select " + EventRows.COLUMNS
                        + " from domain_event where global_index > "
                        + position + " and global_index <= " + upTo + " order by global_index limit " + CHUNK
                        + ") to stdout (format binary)");
        copy = started;
        return started;
    }

    private @Nullable TrackedEventData<?> parse(byte[] bytes) {
        var row = new CopiedRow(bytes, opened ? 0 : CopiedRow.HEADER);
        opened = true;
        if (!row.begin()) {
            return null;
        }
        position = row.number();
        var eventId = row.text();
        var aggregateType = row.text();
        var aggregateId = row.text();
        var sequenceNumber = row.number();
        var occurredAt = row.time();
        return new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(position),
                new GenericDomainEventEntry<>(
                        aggregateType,
                        aggregateId,
                        sequenceNumber,
                        eventId,
                        occurredAt,
                        row.text(),
                        row.text(),
                        row.json(),
                        row.json()));
    }

    private static DataAccessException translated(String task, SQLException e) {
        return Objects.requireNonNull(new SQLExceptionSubclassTranslator().translate(task, null, e));
    }

    @Override
    public void close() {
        try (var open = connection) {
            // Read out, not cancelled: a cancellation that comes too late may hit what the connection does next
            while (copy != null && copy.isActive() && copy.readFromCopy() != null) {
                inChunk++;
            }
            copy = null;
            if (open != null) {
                open.rollback();
                open.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw translated("end reading history", e);
        }
    }
}
