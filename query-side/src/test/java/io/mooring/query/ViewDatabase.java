package io.mooring.query;

import io.mooring.testsupport.postgres.TestPostgres;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A fresh PostgreSQL database with this module's tables. */
public final class ViewDatabase {

    private final DataSource dataSource = TestPostgres.freshDatabase(
            "query-side",
            database -> Flyway.configure().dataSource(database).load().migrate());

    private final JdbcClient jdbc = JdbcClient.create(kept(dataSource));

    /** One connection for all statements: opening one takes longer than any of them. */
    private static DataSource kept(DataSource dataSource) {
        try {
            return new SingleConnectionDataSource(dataSource.getConnection(), true);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** All rows of all view tables, in an order of their own. */
    public Map<String, String> rows() {
        var rows = new TreeMap<String, String>();
        jdbc.sql("select tablename from pg_tables where schemaname = 'public' and tablename not like 'flyway%'")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        jdbc.sql("select coalesce(string_agg(t::text, chr(10) order by t::text), '') from " + table
                                        + " t")
                                .query(String.class)
                                .single()));
        return rows;
    }
}
