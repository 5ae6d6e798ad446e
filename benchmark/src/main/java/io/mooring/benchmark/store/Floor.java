package io.mooring.benchmark.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The least that storing these rows costs: inserted into the same table with the same indexes in as many transactions, and nothing else done. */
interface Floor {

    String name();

    /**
     * Inserts over and over.
     *
     * @param rows how many rows each of the transactions of one unit of work inserts, one transaction after the other
     * @return units of work, each of them all these transactions
     */
    Throughput run(Database database, EventTable table, int clients, Duration time, List<Integer> rows);

    /** By pgbench where it is installed, else by plain JDBC. */
    static Floor best(Path folder) {
        return Pgbench.installed()
                .<Floor>map(program -> new Pgbench(program, folder))
                .orElseGet(PlainJdbc::new);
    }
}
