package io.mooring.testsupport.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.testsupport.postgres.TestPostgres.Installation;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TestPostgresIT {

    @Test
    void each_database_is_empty_and_apart_from_the_others() throws SQLException {
        var one = TestPostgres.freshDatabase();
        execute(one, "CREATE TABLE mark (id int)");

        assertThat(tables(one)).isEqualTo("1");
        assertThat(tables(TestPostgres.freshDatabase())).isEqualTo("0");
    }

    @Test
    void a_prepared_kind_is_prepared_once_and_copied() throws SQLException {
        var preparations = new AtomicInteger();

        var first = TestPostgres.freshDatabase("marked", database -> mark(database, preparations));
        execute(first, "CREATE TABLE second_mark (id int)");
        var second = TestPostgres.freshDatabase("marked", database -> mark(database, preparations));

        assertThat(preparations).hasValue(1);
        assertThat(tables(first)).isEqualTo("2");
        assertThat(tables(second)).isEqualTo("1");
    }

    @Test
    void the_disk_is_waited_for_only_where_asked() throws SQLException {
        var expected = Boolean.getBoolean(TestPostgres.DURABLE) ? "on" : "off";

        assertThat(value(TestPostgres.freshDatabase(), "SHOW fsync")).isEqualTo(expected);
        assertThat(value(TestPostgres.freshDatabase(), "SHOW synchronous_commit"))
                .isEqualTo(expected);
    }

    @Test
    void an_installation_has_an_owner_and_a_login_for_the_engine() throws SQLException {
        var installation = TestPostgres.freshInstallation();
        var roles = "SELECT current_user || ' ' || pg_has_role('mooring_application', 'USAGE')"
                + " || ' ' || has_schema_privilege('public', 'CREATE') || ' ' || rolsuper FROM pg_roles"
                + " WHERE rolname = current_user";

        assertThat(value(installation.as(Installation.OWNER), roles)).isEqualTo("mooring false true false");
        assertThat(value(installation.as(Installation.ENGINE), roles)).isEqualTo("mooring_engine true false false");
        assertThat(value(installation.as(Installation.SUPERUSER), roles)).endsWith("true");
    }

    private static void mark(DataSource database, AtomicInteger preparations) {
        preparations.incrementAndGet();
        try {
            execute(database, "CREATE TABLE mark (id int)");
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static String tables(DataSource database) throws SQLException {
        return value(database, "SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'");
    }

    private static String value(DataSource database, String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
