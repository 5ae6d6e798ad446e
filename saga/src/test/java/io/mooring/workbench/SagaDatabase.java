package io.mooring.workbench;

import io.mooring.testsupport.postgres.TestPostgres;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A fresh PostgreSQL database with the tables of this module. */
public final class SagaDatabase {

    private final DataSource dataSource = TestPostgres.freshDatabase(
            "saga", database -> Flyway.configure().dataSource(database).load().migrate());

    private final JdbcClient jdbc = JdbcClient.create(dataSource);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(dataSource));

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public TransactionTemplate transaction() {
        return transaction;
    }
}
