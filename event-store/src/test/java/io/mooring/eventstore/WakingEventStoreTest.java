package io.mooring.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class WakingEventStoreTest {

    private final WakingEventStore store = WakingEventStore.on(new InMemoryEventStorageEngine());
    private final AtomicInteger wakes = new AtomicInteger();
    private final TransactionTemplate transaction = new TransactionTemplate(new NoDatabase());

    @Test
    void a_commit_wakes_the_readers() {
        store.openStream(null).setOnAvailableCallback(wakes::incrementAndGet);

        publish();

        assertThat(wakes).hasValue(1);
    }

    @Test
    void within_another_transaction_it_is_that_ones_commit_which_wakes_them() {
        store.openStream(null).setOnAvailableCallback(wakes::incrementAndGet);

        transaction.executeWithoutResult(outer -> {
            publish();
            assertThat(wakes).hasValue(0);
        });

        assertThat(wakes).hasValue(1);
    }

    @Test
    void a_rollback_wakes_nobody() {
        store.openStream(null).setOnAvailableCallback(wakes::incrementAndGet);

        transaction.executeWithoutResult(outer -> {
            publish();
            outer.setRollbackOnly();
        });

        assertThat(wakes).hasValue(0);
    }

    private void publish() {
        var unitOfWork = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("cause"));
        unitOfWork.execute(() -> store.publish(GenericEventMessage.asEventMessage("fact")));
    }

    private static final class NoDatabase extends AbstractPlatformTransactionManager {
        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
