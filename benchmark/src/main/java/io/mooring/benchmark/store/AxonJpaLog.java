package io.mooring.benchmark.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jpa.DomainEventEntry;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jpa.SnapshotEventEntry;

/**
 * Axon's JPA engine on Hibernate, with the mapping and the tables that come with it: numbers from a sequence in steps of fifty, payloads as large objects.
 */
final class AxonJpaLog implements EventLog {

    private final EntityManagerFactory factory;
    private static final ThreadLocal<EntityManager> CURRENT = new ThreadLocal<>();

    private final JpaEventStorageEngine engine;

    AxonJpaLog(DataSource dataSource) {
        this.factory = factory(dataSource, "none");
        this.engine = JpaEventStorageEngine.builder()
                .entityManagerProvider(() -> Objects.requireNonNull(CURRENT.get()))
                .transactionManager(NoTransactionManager.INSTANCE)
                .eventSerializer(Serializers.axons())
                .snapshotSerializer(Serializers.axons())
                .persistenceExceptionResolver(new SQLErrorCodesResolver("PostgreSQL"))
                .build();
    }

    private static EntityManagerFactory factory(DataSource dataSource, String tables) {
        return new PersistenceConfiguration("axon")
                .provider("org.hibernate.jpa.HibernatePersistenceProvider")
                .managedClass(DomainEventEntry.class)
                .managedClass(SnapshotEventEntry.class)
                .property("jakarta.persistence.nonJtaDataSource", dataSource)
                .property("hibernate.hbm2ddl.auto", tables)
                .createEntityManagerFactory();
    }

    /** The tables that Hibernate makes of Axon's mapping. */
    static void createTables(DataSource dataSource) {
        factory(dataSource, "create-only").close();
    }

    /** Large objects stay behind when their rows go. */
    static void empty(Database database) {
        while (database.number("select count(*) from (select lo_unlink(oid) from pg_largeobject_metadata limit 2000) l")
                > 0) {
            // each statement a transaction: every unlinked object takes a lock
        }
        database.empty();
        database.execute("vacuum pg_largeobject, pg_largeobject_metadata");
    }

    @Override
    public void append(List<? extends DomainEventMessage<?>> events) {
        try (var entities = factory.createEntityManager()) {
            CURRENT.set(entities);
            var transaction = entities.getTransaction();
            transaction.begin();
            try {
                engine.appendEvents(events);
                transaction.commit();
            } catch (RuntimeException e) {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
                throw e;
            }
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
