package io.mooring.benchmark.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** One competitor's database on the common server. */
final class Database {

    /** The event store's own migrations, whichever is their last one: the class path has those of the whole product. */
    private static final String LAST_OF_EVENT_STORE = "199?";

    private final String name;
    private final int port;
    private final JdbcTemplate jdbc;

    Database(String name, int port) {
        this.name = name;
        this.port = port;
        this.jdbc = new JdbcTemplate(unpooled());
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name
                + "?user=postgres&socketTimeout=1200&connectTimeout=5&ApplicationName=bench";
    }

    /** A connection per call. */
    DataSource unpooled() {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        return dataSource;
    }

    HikariDataSource pool(int connections) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(url());
        settings.setMaximumPoolSize(connections);
        settings.setMinimumIdle(connections);
        settings.setConnectionTimeout(20_000);
        return new HikariDataSource(settings);
    }

    /** The event store's tables with all their indexes; the product's own one, by activation, is not among them. */
    Database withOurTables() {
        Flyway.configure()
                .dataSource(unpooled())
                .locations("classpath:db/migration")
                .target(LAST_OF_EVENT_STORE)
                .load()
                .migrate();
        return this;
    }

    void execute(String sql) {
        jdbc.execute(sql);
    }

    long number(String sql) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class));
    }

    /** Empties the tables, past the trigger that keeps history from it. */
    void empty(String... tables) {
        jdbc.execute("begin; set local session_replication_role = replica; truncate " + String.join(", ", tables)
                + " restart identity; commit");
    }

    /** Empties every table but the migrations' own. */
    void empty() {
        var tables = jdbc.query(
                "select quote_ident(tablename) from pg_tables"
                        + " where schemaname = 'public' and tablename <> 'flyway_schema_history'",
                (row, n) -> row.getString(1));
        empty(tables.toArray(String[]::new));
    }

    /** How many transactions were committed here, reading ones included. */
    long commits() {
        return number("select xact_commit from pg_stat_database where datname = current_database()");
    }

    long bytes(String table) {
        return number("select pg_total_relation_size('" + table + "')");
    }
}
