package io.mooring.benchmark.store;

import io.mooring.benchmark.store.reference.ActivationSaga;
import java.sql.SQLException;
import java.util.function.Function;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;

/** Axon's own JDBC engine, token store, saga store and pooled processors. */
final class AxonWiring implements Wiring {

    private static final int TUNED_BATCH = 100;
    private static final int TUNED_REBUILD_BATCH = 1_000;

    private final String name;
    private final Function<EventStorageEngine, EventStore> store;
    private final int batch;
    private final boolean fewSegments;

    private AxonWiring(String name, Function<EventStorageEngine, EventStore> store, int batch, boolean fewSegments) {
        this.name = name;
        this.store = store;
        this.batch = batch;
        this.fewSegments = fewSegments;
    }

    /** As Axon does it when nobody says otherwise: sixteen segments, an event per transaction, a look every half second. */
    static AxonWiring stock() {
        return new AxonWiring(
                "Axon, stock",
                engine -> EmbeddedEventStore.builder().storageEngine(engine).build(),
                1,
                false);
    }

    /** With what a user can turn: woken by commits, large batches, few segments. */
    static AxonWiring tuned() {
        return new AxonWiring("Axon, tuned", WakingEventStore::on, TUNED_BATCH, true);
    }

    /** The same with batches that suit history. */
    static AxonWiring tunedForRebuild() {
        return new AxonWiring("Axon, tuned", WakingEventStore::on, TUNED_REBUILD_BATCH, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void createTables(Database database) {
        var connections = AxonJdbcLog.connections(database.unpooled());
        AxonJdbcLog.createTables(database.unpooled());
        tokens(database.unpooled()).createSchema(PostgresTokenTableFactory.INSTANCE);
        try {
            JdbcSagaStore.builder()
                    .connectionProvider(connections)
                    .sqlSchema(new PostgresSagaSqlSchema())
                    .serializer(Serializers.axons())
                    .build()
                    .createSchema();
        } catch (SQLException e) {
            throw new IllegalStateException("Axon's saga tables were not made", e);
        }
        // As Axon's documentation and its JPA mapping have them
        database.execute("create index on AssociationValueEntry (sagaType, associationKey, associationValue)");
        database.execute("create index on AssociationValueEntry (sagaId, sagaType)");
    }

    private static JdbcTokenStore tokens(javax.sql.DataSource dataSource) {
        return JdbcTokenStore.builder()
                .connectionProvider(AxonJdbcLog.connections(dataSource))
                .serializer(Serializers.axons())
                .build();
    }

    @Override
    public Node start(Setup setup) {
        var transactions = setup.transactions();
        var dataSource = setup.dataSource();
        var configurer = setup.domain(transactions)
                .configureSerializer(configuration -> Serializers.axons())
                .configureEventStore(configuration -> store.apply(AxonJdbcLog.engine(dataSource, transactions)));
        configurer
                .eventProcessing()
                .usingPooledStreamingEventProcessors()
                .registerTokenStore(configuration -> tokens(dataSource))
                .registerSagaStore(configuration -> JdbcSagaStore.builder()
                        .connectionProvider(AxonJdbcLog.connections(dataSource))
                        .sqlSchema(new PostgresSagaSqlSchema())
                        .serializer(Serializers.axons())
                        .build())
                .registerPooledStreamingEventProcessorConfiguration((configuration, processor) -> turned(processor, 1))
                .registerPooledStreamingEventProcessorConfiguration(
                        ActivationSaga.GROUP, (configuration, processor) -> turned(processor, 2));
        return started(configurer.start());
    }

    private PooledStreamingEventProcessor.Builder turned(
            PooledStreamingEventProcessor.Builder processor, int segments) {
        var turned = processor.initialToken(StreamableMessageSource::createTailToken);
        return fewSegments ? turned.batchSize(batch).initialSegmentCount(segments) : turned;
    }

    private static Node started(Configuration running) {
        return new Node() {
            @Override
            public CommandGateway commands() {
                return running.commandGateway();
            }

            @Override
            public void close() {
                running.shutdown();
            }
        };
    }
}
