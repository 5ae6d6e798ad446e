package io.mooring.benchmark.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The one server of a run, with the durability of production, which is asked for and not taken on trust. */
final class DurablePostgres implements AutoCloseable {

    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final EmbeddedPostgres server;
    private final Path folder;
    private final Database system;

    private DurablePostgres(EmbeddedPostgres server, Path folder) {
        this.server = server;
        this.folder = folder;
        this.system = new Database("postgres", server.getPort());
    }

    static DurablePostgres start(Path folder) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "300");
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        var postgres = new DurablePostgres(builder.start(), folder);
        try {
            postgres.settings();
        } catch (RuntimeException refused) {
            postgres.close();
            throw refused;
        }
        return postgres;
    }

    /** What the server says of its durability; anything but "on" is an error. */
    Map<String, String> settings() {
        var said = new TreeMap<String, String>();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var setting : DURABLE) {
                try (var rows = statement.executeQuery("show " + setting)) {
                    var value = rows.next() ? rows.getString(1) : "";
                    said.put(setting, value);
                    if (!"on".equals(value)) {
                        throw new IllegalStateException("PostgreSQL runs with " + setting + "=" + value
                                + ": figures of a server that may lose commits are worth nothing");
                    }
                }
            }
            try (var rows = statement.executeQuery("show server_version")) {
                said.put("server_version", rows.next() ? rows.getString(1) : "");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not tell its settings", e);
        }
        return said;
    }

    Database create(String name) {
        system.execute("create database " + name);
        return new Database(name, server.getPort());
    }

    /** Everybody starts a round with nothing left to be written for the one before. */
    void checkpoint() {
        system.execute("checkpoint");
    }

    long freeBytes() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
