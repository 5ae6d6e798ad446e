package io.mooring.web.engine;

import io.mooring.eventstore.LogicalNameSerializer;
import io.mooring.eventstore.PostgresEventStorageEngine;
import io.mooring.eventstore.PostgresEventStore;
import io.mooring.eventstore.processing.PostgresDeadLetterQueue;
import io.mooring.eventstore.processing.PostgresEventProcessor;
import io.mooring.eventstore.saga.BatchSagaStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refuses to start an engine that would keep history in the wrong place, could change it, or keeps it in a database that may forget what it acknowledged. */
@Component
class WiringGuard implements SmartLifecycle {

    private final org.axonframework.config.Configuration axon;
    private final JdbcClient jdbc;
    private volatile boolean running;

    WiringGuard(org.axonframework.config.Configuration axon, JdbcClient jdbc) {
        this.axon = axon;
        this.jdbc = jdbc;
    }

    @Override
    public void start() {
        var objections = new ArrayList<Objection>();
        objections.addAll(wiring());
        objections.addAll(ServerSetup.of(jdbc).objections());
        objections.addAll(new AppendOnlyHistory(jdbc).objections());
        if (!objections.isEmpty()) {
            throw new StartRefused(objections);
        }
        running = true;
    }

    private List<Objection> wiring() {
        var stores = Stream.of(
                        only(EventStorageEngine.class, PostgresEventStorageEngine.class),
                        only(EventStore.class, PostgresEventStore.class),
                        only(TokenStore.class, JdbcTokenStore.class),
                        only(SagaStore.class, BatchSagaStore.class),
                        only(Serializer.class, LogicalNameSerializer.class),
                        only(CommandBus.class, SimpleCommandBus.class),
                        only(TransactionManager.class, SpringTransactionManager.class))
                .flatMap(Optional::stream);
        return Stream.concat(stores, processing()).toList();
    }

    private Stream<Objection> processing() {
        var processing = axon.eventProcessingConfiguration();
        return processing.eventProcessors().entrySet().stream()
                .flatMap(group -> Stream.concat(
                        exactly("Processor " + group.getKey(), group.getValue(), PostgresEventProcessor.class).stream(),
                        processing.deadLetterQueue(group.getKey()).stream()
                                .flatMap(queue -> exactly(
                                        "Dead-letter queue of " + group.getKey(), queue, PostgresDeadLetterQueue.class)
                                        .stream())));
    }

    private <T> Optional<Objection> only(Class<T> role, Class<? extends T> wanted) {
        return exactly(role.getSimpleName(), axon.getComponent(role), wanted);
    }

    /** Exactly that class: a wrapper or a subclass is somebody else's idea of where history belongs. */
    private static Optional<Objection> exactly(String part, @Nullable Object found, Class<?> wanted) {
        return found != null && found.getClass() == wanted
                ? Optional.empty()
                : Optional.of(
                        new Objection(
                                part + " is "
                                        + (found == null
                                                ? "missing"
                                                : found.getClass().getName()) + ", not " + wanted.getName() + ".",
                                "Take off the class path what brings another one; Axon is wired in AxonWiring, HistoryWiring and ProcessingWiring only."));
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
