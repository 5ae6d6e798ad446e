package io.mooring.web.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What concerns a whole server and cannot be tried on the one that the tests share. */
class OtherServersIT {

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    @Test
    void a_server_that_does_not_wait_for_the_disk_is_refused_with_all_that_is_wrong() throws IOException {
        try (var server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("max_locks_per_transaction", "32")
                .start()) {
            var setup = ServerSetup.of(JdbcClient.create(server.getPostgresDatabase()));

            assertThat(setup.objections())
                    .extracting(Objection::what)
                    .satisfiesExactly(
                            what -> assertThat(what).contains("fsync = off"),
                            what -> assertThat(what).contains("full_page_writes = off"),
                            what -> assertThat(what).contains("synchronous_commit = off"),
                            what -> assertThat(what).contains("statement_timeout = 0"),
                            what -> assertThat(what).contains("lock_timeout = 0"),
                            what -> assertThat(what).contains("idle_in_transaction_session_timeout = 0"),
                            what -> assertThat(what).contains("max_locks_per_transaction = 32"));
        }
    }

    @Test
    void the_lines_that_operators_are_told_to_run_make_a_database_that_is_accepted() throws IOException {
        try (var server = EmbeddedPostgres.builder().start()) {
            JdbcClient.create(server.getPostgresDatabase())
                    .sql("create role administrator login createrole createdb")
                    .update();
            var administrator = JdbcClient.create(server.getDatabase("administrator", "postgres"));
            documented()
                    .lines()
                    .forEach(statement -> administrator.sql(statement).update());

            Flyway.configure()
                    .dataSource(server.getDatabase("mooring", "mooring"))
                    .outOfOrder(true)
                    .load()
                    .migrate();

            assertThat(new AppendOnlyHistory(JdbcClient.create(server.getDatabase("mooring_engine", "mooring")))
                            .objections())
                    .isEmpty();
        }
    }

    private static String documented() throws IOException {
        var block = SQL.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
        assertThat(block.find()).as("operations.md has a block of SQL").isTrue();
        return block.group(1);
    }
}
