package io.mooring.testsupport.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Gives each test a database of its own in one real PostgreSQL that starts with the first call and ends with the JVM.
 *
 * <p>{@code -Dmooring.test.postgres.durable=true} makes it wait for the disk like a production server; without it
 * {@code fsync} and {@code synchronous_commit} are off, which changes speed and survival of a power cut, nothing else.
 */
public final class TestPostgres {

    /** Name of the system property that switches {@code fsync} and {@code synchronous_commit} on. */
    public static final String DURABLE = "mooring.test.postgres.durable";

    private static final String SUPERUSER = "postgres";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

    /** A new, empty database; the caller applies its migrations. */
    public static DataSource freshDatabase() {
        return Server.RUNNING.getDatabase(SUPERUSER, create("template1"));
    }

    /** A new, empty database with the logins of an installation. */
    public static Installation freshInstallation() {
        var name = create("template1");
        execute("ALTER DATABASE " + name + " OWNER TO " + Installation.OWNER);
        return new Installation("jdbc:postgresql://localhost:" + Server.RUNNING.getPort() + "/" + name, name);
    }

    /** A database as an administrator hands it over: one login owns and migrates it, another is the engine's. Any password will do. */
    public record Installation(String url, String name) {

        /** Owns the database and may create no roles. */
        public static final String OWNER = "mooring";

        /** A member of {@code mooring_application}. */
        public static final String ENGINE = "mooring_engine";

        public static final String SUPERUSER = TestPostgres.SUPERUSER;

        public DataSource as(String login) {
            return Server.RUNNING.getDatabase(login, name);
        }
    }

    /**
     * A new database that looks as {@code prepare} left the first one of that {@code kind}: migrations run once per JVM and
     * are copied for every further test.
     *
     * @param kind names the preparation, for example the test module
     * @param prepare applied once, to an empty database; it has to give back every connection
     */
    public static DataSource freshDatabase(String kind, Consumer<DataSource> prepare) {
        var template = TEMPLATES.computeIfAbsent(kind, any -> {
            var name = create("template1");
            prepare.accept(Server.RUNNING.getDatabase(SUPERUSER, name));
            return name;
        });
        return Server.RUNNING.getDatabase(SUPERUSER, create(template));
    }

    private static String create(String template) {
        var name = "test_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return name;
    }

    private static void execute(String sql) {
        execute(Server.RUNNING, sql);
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, refused);
        }
    }

    /** Loaded, and thereby started, by the first database that is asked for. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            var durable = Boolean.getBoolean(DURABLE) ? "on" : "off";
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", durable)
                        .setServerConfig("synchronous_commit", durable)
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
                execute(server, "CREATE ROLE mooring_application NOLOGIN");
                execute(server, "CREATE ROLE " + Installation.OWNER + " LOGIN");
                execute(server, "CREATE ROLE " + Installation.ENGINE + " LOGIN IN ROLE mooring_application");
                return server;
            } catch (IOException failed) {
                throw new UncheckedIOException("PostgreSQL did not start", failed);
            }
        }
    }

    private TestPostgres() {}
}
