package io.mooring.web.engine;

import io.mooring.eventstore.LogicalNameSerializer;
import io.mooring.eventstore.PostgresEventStorageEngine;
import io.mooring.eventstore.PostgresEventStore;
import io.mooring.eventstore.saga.BatchSagaStore;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refuses to start an engine that would keep history in the wrong place, or in a database that may forget what it acknowledged. */
@Component
class WiringGuard implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WiringGuard.class);

    /** Settings of PostgreSQL that a committed event depends on. */
    private static final List<String> DURABILITY = List.of("fsync", "full_page_writes", "synchronous_commit");

    /** Settings of our connections that bound how long a frozen node can hold locks. */
    private static final List<String> TIME_LIMITS =
            List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout");

    private final org.axonframework.config.Configuration axon;
    private final JdbcClient jdbc;
    private volatile boolean running;

    WiringGuard(org.axonframework.config.Configuration axon, JdbcClient jdbc) {
        this.axon = axon;
        this.jdbc = jdbc;
    }

    @Override
    public void start() {
        require(EventStorageEngine.class, PostgresEventStorageEngine.class);
        require(EventStore.class, PostgresEventStore.class);
        require(TokenStore.class, JdbcTokenStore.class);
        require(SagaStore.class, BatchSagaStore.class);
        require(Serializer.class, LogicalNameSerializer.class);
        require(CommandBus.class, SimpleCommandBus.class);
        require(TransactionManager.class, SpringTransactionManager.class);
        for (var setting : DURABILITY) {
            var value = jdbc.sql("select current_setting(?)")
                    .param(setting)
                    .query(String.class)
                    .single();
            log.info("PostgreSQL runs with {} = {}", setting, value);
            if (value.equals("off")) {
                throw new IllegalStateException("PostgreSQL runs with " + setting
                        + " = off: it may forget what it acknowledged. Turn it on; Mooring does not start without it.");
            }
        }
        for (var limit : TIME_LIMITS) {
            var value = jdbc.sql("select current_setting(?)")
                    .param(limit)
                    .query(String.class)
                    .single();
            if (value.equals("0")) {
                throw new IllegalStateException(
                        "PostgreSQL runs with " + limit
                                + " = 0: a node that freezes would stop all writing. Set it in spring.datasource, as application.yaml does.");
            }
        }
        running = true;
    }

    private <T> void require(Class<T> role, Class<? extends T> wanted) {
        var found = axon.getComponent(role).getClass();
        if (found != wanted) {
            throw new IllegalStateException(
                    role.getSimpleName() + " is " + found.getName() + ", not " + wanted.getName() + ": see AxonWiring");
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before everything else. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
