package io.mooring.benchmark.store;

import io.mooring.benchmark.Figure;
import io.mooring.eventstore.PostgresEventStorageEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Stored events read per second by one reader, against PostgreSQL's own COPY of the same rows. */
final class ReadBenchmark {

    private static final String COPY = "COPY as text";
    private static final String BARE = "bare read";
    private static final String SCAN = "bare read in bulk";
    private static final int SCAN_BATCH = 1_000;

    private final DurablePostgres postgres;
    private final Plan plan;

    ReadBenchmark(DurablePostgres postgres, Plan plan) {
        this.postgres = postgres;
        this.plan = plan;
    }

    private record Reader(String name, Read read) {
        interface Read {
            long all() throws SQLException, IOException;
        }
    }

    List<Figure> measure() {
        var database = postgres.create("read_ours").withOurTables();
        History.fillOurs(database, plan.history());
        database.execute("vacuum analyze domain_event");
        var axons = postgres.create("read_axon");
        AxonJdbcLog.createTables(axons.unpooled());
        History.fillAxons(axons, plan.history());
        axons.execute("vacuum analyze DomainEventEntry");
        postgres.checkpoint();
        try (var pool = database.pool(2);
                var axonsPool = axons.pool(2)) {
            var readers = readers(pool, axonsPool);
            readers.forEach(ReadBenchmark::once);
            return figures(Rounds.of(plan.rounds(), readers, Reader::name, ReadBenchmark::once));
        }
    }

    private static List<Reader> readers(DataSource pool, DataSource axonsPool) {
        var engine = OurLog.engine(pool);
        var axons = AxonJdbcLog.engine(
                axonsPool, new SpringTransactionManager(new DataSourceTransactionManager(axonsPool)));
        return List.of(
                new Reader(COPY, () -> copy(pool)),
                new Reader(BARE, () -> {
                    try (var events = engine.readEvents(null, false)) {
                        return events.count();
                    }
                }),
                new Reader(BARE + " with payloads", () -> {
                    try (var events = engine.readEvents(null, false)) {
                        return events.map(EventMessage::getPayload).count();
                    }
                }),
                new Reader(SCAN, () -> scan(engine, false)),
                new Reader(SCAN + " with payloads", () -> scan(engine, true)),
                new Reader("Axon's JDBC engine", () -> {
                    try (var events = axons.readEvents(null, false)) {
                        return events.count();
                    }
                }));
    }

    private static List<Figure> figures(Rounds rates) {
        var figures = new ArrayList<>(rates.figures("read, ", "events/s"));
        figures.add(Figure.atLeast("read, bare read to COPY", rates.ratio(BARE, COPY), "x", 0.6));
        figures.add(Figure.atLeast("read, bare read in bulk to COPY", rates.ratio(SCAN, COPY), "x", 0.6));
        return figures;
    }

    private static double once(Reader reader) {
        try {
            var began = System.nanoTime();
            var count = reader.read.all();
            return count / ((System.nanoTime() - began) / 1e9);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(reader.name + " failed", e);
        }
    }

    private static long copy(DataSource pool) throws SQLException, IOException {
        try (var connection = pool.getConnection()) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select global_index, event_id, aggregate_type, aggregate_id, sequence_number, occurred_at,"
                                    + " event_type, revision, payload, metadata from domain_event order by global_index)"
                                    + " to stdout",
                            OutputStream.nullOutputStream());
        }
    }

    private static long scan(PostgresEventStorageEngine engine, boolean payloads) {
        var count = 0L;
        try (var scan = engine.scan(-1, engine.horizon())) {
            List<TrackedEventMessage<?>> events;
            do {
                events = scan.next(SCAN_BATCH);
                if (payloads) {
                    events.forEach(EventMessage::getPayload);
                }
                count += events.size();
            } while (!events.isEmpty());
        }
        return count;
    }
}
