package io.mooring.eventstore.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** 50,000 events go through, and only a few of them are ever in memory. */
class StreamingIT {

    private static final int EVENTS = 50_000;
    private static final long A_FEW_BATCHES = 4 << 20;

    private final EventStoreDatabase database = new EventStoreDatabase();

    @Test
    void an_export_has_read_little_when_it_begins_to_write() throws IOException, SQLException {
        database.jdbc.sql("""
                        insert into domain_event (event_id, aggregate_id, sequence_number, occurred_at, event_type, revision, payload, metadata)
                        select 'e-' || n, 'ship-' || n, 0, now(), 'harbour.ShipMoored', '3',
                               jsonb_build_object('berth', repeat(md5(n::text), 20)), '{}'
                          from generate_series(1, ?) n
                        """).param(EVENTS).update();
        var out = new Sink();
        CountingSockets.RECEIVED.set(0);

        var summary = HistoryExport.from(counted()).write(HistorySelection.everything(), out, events -> {});

        assertThat(summary.events()).isEqualTo(EVENTS);
        assertThat(out.receivedAtTheFirstByte).isLessThan(A_FEW_BATCHES);
        assertThat(out.ahead).isLessThan(A_FEW_BATCHES);
        assertThat(CountingSockets.RECEIVED.get()).isGreaterThan(EVENTS * 600L);
    }

    @Test
    void an_import_reads_no_further_than_it_writes() throws IOException {
        var file = new EndlessQuay();
        var ahead = new AtomicLong();
        var taken = new AtomicLong();

        var outcome = HistoryImport.into(database.dataSource, database.types).whole(file, events -> {
            ahead.accumulateAndGet(file.handedOut - taken.get(), Math::max);
            taken.set(events);
        });

        assertThat(outcome.written()).isEqualTo(EVENTS);
        assertThat(HistoryFile.count(database)).isEqualTo(EVENTS);
        assertThat(ahead.get()).isLessThan(3_000);
    }

    private PGSimpleDataSource counted() throws SQLException {
        var counted = new PGSimpleDataSource();
        try (var connection = database.dataSource.getConnection()) {
            counted.setUrl(connection.getMetaData().getURL());
            counted.setUser(connection.getMetaData().getUserName());
        }
        counted.setSocketFactory(CountingSockets.class.getName());
        return counted;
    }

    /** Keeps nothing but how far the reading was ahead. */
    private static final class Sink extends OutputStream {
        long receivedAtTheFirstByte = -1;
        long ahead;
        private long written;

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            var received = CountingSockets.RECEIVED.get();
            if (receivedAtTheFirstByte < 0) {
                receivedAtTheFirstByte = received;
            }
            written += length;
            ahead = Math.max(ahead, received - written);
        }
    }

    /** Makes its lines as they are asked for. */
    private static final class EndlessQuay extends InputStream {
        long handedOut;
        private byte[] line = (HistoryFile.HEADER + "\n").getBytes(UTF_8);
        private int next;

        @Override
        public int read() {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (next == line.length) {
                if (handedOut > EVENTS) {
                    return -1;
                }
                handedOut++;
                line = (handedOut > EVENTS
                                ? HistoryFile.end(EVENTS, EVENTS)
                                : HistoryFile.moored(handedOut, "ship-" + handedOut, 0) + "\n")
                        .getBytes(UTF_8);
                next = 0;
            }
            var count = Math.min(length, line.length - next);
            System.arraycopy(line, next, bytes, offset, count);
            next += count;
            return count;
        }
    }
}
