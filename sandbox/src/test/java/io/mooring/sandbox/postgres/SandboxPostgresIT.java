package io.mooring.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.sandbox.durable.DataFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SandboxPostgresIT {

    @TempDir
    Path path;

    private DataFolder folder;

    @BeforeEach
    void open() {
        folder = DataFolder.open(path);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void commits_wait_for_the_disk() throws SQLException {
        try (var postgres = SandboxPostgres.start(folder)) {
            assertThat(value(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(value(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(value(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void data_and_port_are_the_same_after_a_restart() throws SQLException {
        int port;
        try (var postgres = SandboxPostgres.start(folder)) {
            port = postgres.port();
            update(postgres, "CREATE TABLE kept AS SELECT 'still here' AS name");
        }
        try (var postgres = SandboxPostgres.start(folder)) {
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(value(postgres, "SELECT name FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void a_server_that_outlived_its_jvm_is_stopped_and_its_data_are_served_again() throws Exception {
        folder.close();
        var jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresProcess.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        awaitWritten(jvm);
        var orphan = postmaster();

        jvm.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();
        folder = DataFolder.open(path);

        try (var postgres = SandboxPostgres.start(folder)) {
            assertThat(value(postgres, "SELECT name FROM survivor")).isEqualTo("confirmed");
            assertThat(orphan.isAlive()).isFalse();
            assertThat(postmaster().pid()).isNotEqualTo(orphan.pid());
        }
    }

    @Test
    void a_server_that_was_killed_itself_recovers() throws Exception {
        var first = SandboxPostgres.start(folder);
        update(first, "CREATE TABLE kept AS SELECT 'still here' AS name");
        var killed = postmaster();
        killed.destroyForcibly();
        killed.onExit().get(10, TimeUnit.SECONDS);

        try (var postgres = SandboxPostgres.start(afterClosing(first))) {
            assertThat(value(postgres, "SELECT name FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void the_engine_works_with_a_login_that_owns_nothing() throws SQLException {
        try (var postgres = SandboxPostgres.start(folder);
                var engine = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.user());
                var statement = engine.createStatement();
                var rows = statement.executeQuery("SELECT current_user, pg_has_role('mooring_application', 'USAGE'),"
                        + " pg_has_role('mooring', 'MEMBER'), has_schema_privilege('public', 'CREATE')")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("mooring_engine").isNotEqualTo(postgres.owner());
            assertThat(rows.getBoolean(2)).isTrue();
            assertThat(rows.getBoolean(3)).isFalse();
            assertThat(rows.getBoolean(4)).isFalse();
        }
    }

    @Test
    void a_folder_from_when_the_engine_was_the_owner_gets_the_login_that_it_lacks() throws SQLException {
        try (var postgres = SandboxPostgres.start(folder)) {
            update(postgres, "CREATE TABLE kept AS SELECT 'still here' AS name");
            try (var administrator = DriverManager.getConnection(postgres.url(), "postgres", "postgres");
                    var statement = administrator.createStatement()) {
                statement.execute("DROP ROLE mooring_engine");
                statement.execute("DROP ROLE mooring_application");
            }
        }
        try (var postgres = SandboxPostgres.start(folder)) {
            update(postgres, "GRANT SELECT ON kept TO mooring_application");
            try (var engine = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.user());
                    var statement = engine.createStatement();
                    var rows = statement.executeQuery("SELECT name FROM kept")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("still here");
            }
        }
    }

    @Test
    void a_process_that_only_has_the_same_number_is_left_alone() throws IOException {
        var data = Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(
                data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");

        assertThat(OrphanedPostmaster.of(data)).isEmpty();
    }

    private DataFolder afterClosing(SandboxPostgres server) {
        server.close();
        folder.close();
        folder = DataFolder.open(path);
        return folder;
    }

    private ProcessHandle postmaster() throws IOException {
        var pid = Files.readAllLines(path.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void awaitWritten(Process jvm) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            var line = lines.readLine();
            while (line != null && !line.startsWith("WRITTEN")) {
                line = lines.readLine();
            }
            assertThat(line).as("the other JVM wrote its row").isNotNull();
        }
    }

    private static String value(SandboxPostgres postgres, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.owner(), postgres.owner());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void update(SandboxPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.owner(), postgres.owner());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
