package io.mooring.sandbox.postgres;

import io.mooring.sandbox.durable.DataFolder;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.CountDownLatch;

/** A JVM of its own that starts the server, writes one row, says so and waits to be killed. */
final class PostgresProcess {

    public static void main(String[] arguments) throws Exception {
        var folder = DataFolder.open(Path.of(arguments[0]));
        var postgres = SandboxPostgres.start(folder);
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.owner(), postgres.owner());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE survivor (name text)");
            statement.execute("INSERT INTO survivor VALUES ('confirmed')");
        }
        System.out.println("WRITTEN " + postgres.port());
        new CountDownLatch(1).await();
    }

    private PostgresProcess() {}
}
