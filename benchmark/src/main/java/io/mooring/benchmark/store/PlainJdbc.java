package io.mooring.benchmark.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Prepared multi-row inserts, each a transaction, on a connection per client: the floor where pgbench is missing. */
final class PlainJdbc implements Floor {

    @Override
    public String name() {
        return "plain JDBC";
    }

    @Override
    public Throughput run(Database database, EventTable table, int clients, Duration time, List<Integer> rows) {
        var all = new ArrayList<Client>();
        try {
            for (var i = 0; i < clients; i++) {
                all.add(new Client(database.unpooled().getConnection(), table, rows));
            }
            var free = new ConcurrentLinkedQueue<>(all);
            var mine = ThreadLocal.withInitial(free::remove);
            return Writers.run(clients, time, () -> mine.get().run());
        } catch (SQLException e) {
            throw new IllegalStateException("No connection", e);
        } finally {
            all.forEach(Client::close);
        }
    }

    private static final class Client {

        private final Connection connection;
        private final List<Integer> rows;
        private final List<PreparedStatement> inserts = new ArrayList<>();
        private final String payload = SampleCommit.payloadJson();
        private final String metadata = SampleCommit.metadataJson();

        Client(Connection connection, EventTable table, List<Integer> rows) throws SQLException {
            this.connection = connection;
            this.rows = rows;
            for (var count : rows) {
                inserts.add(connection.prepareStatement(table.insertForJdbc(count)));
            }
        }

        void run() {
            try {
                for (var i = 0; i < inserts.size(); i++) {
                    var insert = inserts.get(i);
                    var parameters = EventTable.parameters(rows.get(i), payload, metadata);
                    for (var p = 0; p < parameters.size(); p++) {
                        insert.setObject(p + 1, parameters.get(p));
                    }
                    insert.executeUpdate();
                }
            } catch (SQLException e) {
                throw new IllegalStateException("An insert failed", e);
            }
        }

        void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException("A connection was not closed", e);
            }
        }
    }
}
