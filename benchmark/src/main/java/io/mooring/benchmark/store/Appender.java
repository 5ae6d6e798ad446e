package io.mooring.benchmark.store;

import java.time.Duration;
import java.util.List;

/** Somebody who appends as fast as he can, and can be made to begin anew. */
interface Appender {

    String name();

    void empty();

    /** Commits per second, three events each. */
    Throughput run(int writers, Duration time);

    /** An engine, on a pool with a connection for every writer. */
    static Appender engine(String name, Database database, EventLog.Opening opening, Runnable empty) {
        return new Appender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void empty() {
                empty.run();
            }

            @Override
            public Throughput run(int writers, Duration time) {
                try (var pool = database.pool(writers);
                        var log = opening.on(pool)) {
                    return Writers.run(writers, time, () -> log.append(SampleCommit.next()));
                }
            }
        };
    }

    static Appender floor(String name, Floor floor, Database database, EventTable table) {
        return new Appender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void empty() {
                database.empty(table.name());
            }

            @Override
            public Throughput run(int writers, Duration time) {
                return floor.run(database, table, writers, time, List.of(SampleCommit.EVENTS));
            }
        };
    }
}
