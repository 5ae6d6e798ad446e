package io.mooring.sandbox.postgres;

import io.mooring.sandbox.durable.DataFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL with the durability of production: a commit is on the disk before it is answered, which is looked up after
 * every start and not taken on trust. Its port is chosen once and kept with the data.
 */
public final class SandboxPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxPostgres.class);
    private static final String DATABASE = "mooring";
    private static final String OWNER = "mooring";
    private static final String APPLICATION = "mooring_application";
    private static final String ENGINE = "mooring_engine";
    private static final String PORT = "postgres.port";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private final EmbeddedPostgres server;

    private SandboxPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Ends what an earlier run left behind; needed before the folder is emptied. */
    public static void stopOrphanOf(DataFolder folder) {
        OrphanedPostmaster.of(folder.resolve("postgres")).ifPresent(OrphanedPostmaster::stop);
    }

    /** Starts the server on the folder's data, or on new data, with the database and its logins in it. */
    public static SandboxPostgres start(DataFolder folder) {
        stopOrphanOf(folder);
        var port = port(folder);
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries(folder).toFile())
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100");
        DURABLE.forEach(builder::setServerConfig);
        try {
            var started = new SandboxPostgres(builder.start());
            started.prepare();
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL did not start: " + failed.getMessage(), failed);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    /** The login that the engine works with; its password is the same word. */
    public String user() {
        return ENGINE;
    }

    /** The login that owns the database and migrates it; its password is the same word. */
    public String owner() {
        return OWNER;
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL did not stop", failed);
        }
    }

    private void prepare() {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            for (var setting : DURABLE.entrySet()) {
                var value = first(connection, "SHOW " + setting.getKey());
                if (!value.equals(setting.getValue())) {
                    throw new IllegalStateException("PostgreSQL runs with " + setting.getKey() + "=" + value
                            + ": it would lose what it has confirmed");
                }
            }
            LOG.debug("PostgreSQL waits for the disk: {}", DURABLE);
            // Folders of earlier versions have the owner already: the engine was the owner
            createRole(connection, OWNER, "LOGIN PASSWORD '" + OWNER + "'");
            createRole(connection, APPLICATION, "NOLOGIN");
            createRole(connection, ENGINE, "LOGIN PASSWORD '" + ENGINE + "' IN ROLE " + APPLICATION);
            if (first(connection, "SELECT count(*) FROM pg_database WHERE datname = '" + DATABASE + "'")
                    .equals("0")) {
                execute(connection, "CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            }
        } catch (SQLException failed) {
            close();
            throw new IllegalStateException("PostgreSQL could not be prepared", failed);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private static void createRole(Connection connection, String name, String as) throws SQLException {
        if (first(connection, "SELECT count(*) FROM pg_roles WHERE rolname = '" + name + "'")
                .equals("0")) {
            execute(connection, "CREATE ROLE " + name + " " + as);
        }
    }

    private static int port(DataFolder folder) {
        var remembered = folder.remembered(PORT).map(Integer::parseInt).orElse(0);
        if (remembered != 0 && isFree(remembered)) {
            return remembered;
        }
        return Integer.parseInt(folder.remember(PORT, String.valueOf(freePort())));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.isBound();
        } catch (IOException taken) {
            LOG.info("Port {} is taken by somebody else now; PostgreSQL gets another one", port);
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("There is no free port", none);
        }
    }

    /** Where the server's programs are unpacked: once per user, because unpacking takes longer than starting. */
    private static Path binaries(DataFolder folder) throws UncheckedIOException {
        var cache = System.getenv("XDG_CACHE_HOME");
        var home = cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(cache);
        try {
            return Files.createDirectories(home.resolve("mooring").resolve("postgres"));
        } catch (IOException notWritable) {
            LOG.debug("{} cannot be used, so the programs are unpacked beside the data", home, notWritable);
            return folder.resolve("postgres-programs");
        }
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
