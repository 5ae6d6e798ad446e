package io.mooring.benchmark.store;

import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Axon's JDBC engine as its documentation sets it up, each append in a transaction of Spring's. */
final class AxonJdbcLog implements EventLog {

    private final TransactionTemplate transaction;
    private final JdbcEventStorageEngine engine;

    AxonJdbcLog(DataSource dataSource) {
        var manager = new DataSourceTransactionManager(dataSource);
        this.transaction = new TransactionTemplate(manager);
        this.engine = engine(dataSource, new SpringTransactionManager(manager));
    }

    static JdbcEventStorageEngine engine(DataSource dataSource, TransactionManager transactions) {
        return JdbcEventStorageEngine.builder()
                .connectionProvider(connections(dataSource))
                .transactionManager(transactions)
                .eventSerializer(Serializers.axons())
                .snapshotSerializer(Serializers.axons())
                .build();
    }

    static UnitOfWorkAwareConnectionProviderWrapper connections(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    /** Axon's tables for PostgreSQL with the keys that come with them. */
    static void createTables(DataSource dataSource) {
        engine(dataSource, new SpringTransactionManager(new DataSourceTransactionManager(dataSource)))
                .createSchema(PostgresEventTableFactory.INSTANCE);
    }

    @Override
    public void append(List<? extends DomainEventMessage<?>> events) {
        transaction.executeWithoutResult(status -> engine.appendEvents(events));
    }
}
