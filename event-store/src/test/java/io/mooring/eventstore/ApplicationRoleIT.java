package io.mooring.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the engine's login may do in a database that another login owns and migrates, on a server of its own: roles belong to the server. */
@Timeout(60)
class ApplicationRoleIT {

    private static final String APPEND = """
            insert into domain_event (event_id, aggregate_id, sequence_number, occurred_at, event_type, revision, payload, metadata)
            values (gen_random_uuid(), 'ship', 0, now(), 'harbour.ShipMoored', '1', '{}', '{}')
            """;

    private EmbeddedPostgres server;
    private JdbcClient administrator;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
        administrator = as("postgres", "postgres");
        run(administrator, "create role mooring login createrole");
        run(administrator, "create role mooring_engine login");
        run(administrator, "create database harbour owner mooring");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void the_engine_adds_to_history_and_reads_it() {
        migrate("mooring", "harbour");
        var engine = engine();

        run(engine, APPEND);

        assertThat(engine.sql("select event_type from domain_event")
                        .query(String.class)
                        .list())
                .containsExactly("harbour.ShipMoored");
        assertThat(engine.sql("select event_horizon()").query(Long.class).single())
                .isOne();
        assertThatCode(() -> {
                    run(engine, "listen domain_event");
                    engine.sql("select pg_notify('domain_event', '1')").query().singleRow();
                    engine.sql("select pg_advisory_xact_lock_shared(1)").query().singleRow();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void and_nothing_else_even_without_the_trigger() {
        migrate("mooring", "harbour");
        run(owner(), "drop trigger history_is_append_only on domain_event");
        var engine = engine();

        assertThat(List.of(
                        "update domain_event set payload = '{}'",
                        "delete from domain_event",
                        "truncate domain_event",
                        "create table other (id bigint references domain_event)",
                        "create trigger mine before insert on domain_event execute function history_is_append_only()",
                        "alter table domain_event add remark text",
                        "select setval('domain_event_global_index_seq', 1)",
                        "update flyway_schema_history set success = true"))
                .allSatisfy(attempt -> assertThatThrownBy(() -> run(engine, attempt))
                        .rootCause()
                        .message()
                        .containsAnyOf("permission denied for", "must be owner of"));
    }

    @Test
    void rows_of_every_other_table_are_its_own() {
        migrate("mooring", "harbour");

        assertThat(engine().sql("""
                        select c.oid::regclass::text from pg_class c
                         where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'privacy')
                           and not (has_table_privilege(c.oid, 'SELECT') and has_table_privilege(c.oid, 'INSERT')
                                    and has_table_privilege(c.oid, 'UPDATE') and has_table_privilege(c.oid, 'DELETE'))
                         order by 1
                        """).query(String.class).list())
                .containsExactly("domain_event", "flyway_schema_history");
    }

    @Test
    void each_migration_covers_new_tables_and_takes_back_what_was_granted_since() {
        migrate("mooring", "harbour");
        run(owner(), "create table berth (id bigint generated always as identity, ship text)");
        run(owner(), "grant update, delete on domain_event to mooring_application");
        var engine = engine();
        assertThatThrownBy(() -> run(engine, "insert into berth (ship) values ('a')"))
                .rootCause()
                .hasMessageContaining("permission denied");

        migrate("mooring", "harbour");

        run(engine, "insert into berth (ship) values ('a')");
        assertThat(engine.sql("select has_table_privilege('domain_event', 'UPDATE, DELETE')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void what_belongs_to_somebody_else_is_left_alone() {
        migrate("mooring", "harbour");
        run(as("postgres", "harbour"), "create table public.statistics (id int)");
        run(as("postgres", "harbour"), "create function public.extension() returns int language sql as 'select 1'");

        migrate("mooring", "harbour");

        assertThat(engine().sql("select has_table_privilege('statistics', 'SELECT')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void an_owner_who_may_not_create_roles_says_what_an_administrator_has_to_do() {
        run(administrator, "alter role mooring nocreaterole");

        assertThatThrownBy(() -> migrate("mooring", "harbour"))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("The role mooring_application is missing, and mooring may not create roles")
                .hasMessageContaining("CREATE ROLE mooring_application NOLOGIN")
                .hasMessageContaining("GRANT mooring_application TO");

        run(administrator, "create role mooring_application nologin");
        migrate("mooring", "harbour");

        run(engine(), APPEND);
    }

    @Test
    void flyway_in_the_wrong_login_is_told_so() {
        migrate("mooring", "harbour");
        run(administrator, "grant mooring_application to mooring_engine");

        assertThatThrownBy(() -> migrate("mooring_engine", "harbour"))
                .hasMessageContaining("Flyway runs as mooring_engine, which does not own domain_event")
                .hasMessageContaining("spring.flyway.user");
    }

    @Test
    void databases_of_one_server_that_are_migrated_at_the_same_time_share_the_role() throws Exception {
        run(administrator, "create database river owner mooring");
        var together = new CountDownLatch(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var harbour = threads.submit(() -> migrateWith("harbour", together));
            var river = threads.submit(() -> migrateWith("river", together));
            harbour.get();
            river.get();
        }
        assertThat(administrator
                        .sql("select rolcanlogin from pg_roles where rolname = 'mooring_application'")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    private boolean migrateWith(String database, CountDownLatch together) throws InterruptedException {
        together.countDown();
        together.await();
        migrate("mooring", database);
        return true;
    }

    private void migrate(String login, String database) {
        Flyway.configure()
                .dataSource(server.getDatabase(login, database))
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private JdbcClient owner() {
        return as("mooring", "harbour");
    }

    private JdbcClient engine() {
        run(administrator, "grant mooring_application to mooring_engine");
        return as("mooring_engine", "harbour");
    }

    private JdbcClient as(String login, String database) {
        return JdbcClient.create(server.getDatabase(login, database));
    }

    private static void run(JdbcClient database, String sql) {
        database.sql(sql).update();
    }
}
