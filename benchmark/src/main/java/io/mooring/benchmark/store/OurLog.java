package io.mooring.benchmark.store;

import io.mooring.eventstore.AppendingTransactions;
import io.mooring.eventstore.PostgresEventStorageEngine;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.transaction.support.TransactionTemplate;

/** The product's engine, each append in a transaction of Spring's. */
final class OurLog implements EventLog {

    private final TransactionTemplate transaction;
    private final PostgresEventStorageEngine engine;

    OurLog(DataSource dataSource) {
        this.transaction = new TransactionTemplate(new AppendingTransactions(dataSource));
        this.engine = engine(dataSource);
    }

    static PostgresEventStorageEngine engine(DataSource dataSource) {
        return PostgresEventStorageEngine.on(
                dataSource, Serializers.ours(dataSource), Serializers.CORRELATION, Serializers.CAUSATION);
    }

    @Override
    public void append(List<? extends DomainEventMessage<?>> events) {
        transaction.executeWithoutResult(status -> engine.appendEvents(events));
    }
}
