package io.mooring.eventstore;

import io.mooring.eventstore.processing.Batching;
import io.mooring.eventstore.processing.CommitAnnouncements;
import io.mooring.eventstore.processing.EventFeed;
import io.mooring.eventstore.processing.NodePresence;
import io.mooring.eventstore.processing.PostgresEventProcessor;
import io.mooring.eventstore.processing.PostgresNotifications;
import io.mooring.eventstore.processing.SegmentClaims;
import io.mooring.eventstore.saga.BatchSagaStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.MultiEventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Handles events until it is killed: a saga that sends commands, and a handler that writes a row for each event. All that follows from a batch is one
 * transaction, with the token.
 */
final class ReaderLife {

    /** Whose processor and whose saga store. */
    enum Processor {
        OURS,
        AXONS
    }

    private static final String GROUP = "voyages";
    private static final int BATCH = 4;

    /** What a dead one has claimed is free at once: there is never a second one alive. */
    private static final Duration FREE_AFTER = Duration.ofMillis(1);

    private final Life life;
    private final PostgresEventStore store;
    private final SpringTransactionManager transactions;
    private final UnitOfWorkAwareConnectionProviderWrapper connections;

    private final SagaStore<Object> sagas;

    private ReaderLife(Life life, Processor processor) {
        this.life = life;
        this.store = PostgresEventStore.on(life.engine());
        this.transactions = new SpringTransactionManager(life.transactions());
        this.connections =
                new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(life.dataSource()));
        this.sagas = processor == Processor.OURS
                ? new BatchSagaStore(life.dataSource(), life.serializer())
                : axonsSagaStore();
    }

    static String[] arguments(
            Processor processor, EventStoreDatabase database, int number, @Nullable DeathPoint point, int pass) {
        return Stream.concat(
                        Arrays.stream(Life.arguments(database, number, Life.Sending.WITH_THE_COMMIT, point, pass)),
                        Stream.of(processor.name()))
                .toArray(String[]::new);
    }

    public static void main(String[] arguments) throws InterruptedException {
        var processor = Processor.valueOf(arguments[arguments.length - 1]);
        var life = new ReaderLife(Life.from(arguments), processor);
        switch (processor) {
            case OURS -> life.ours().start();
            case AXONS -> life.axons().start();
        }
        Thread.currentThread().join(); // for ever
    }

    private StreamingEventProcessor ours() {
        var notifications = new PostgresNotifications(life.dataSource()::getConnection);
        var announcements = new CommitAnnouncements(life.dataSource(), notifications);
        var tokens = tokens();
        var presence = new NodePresence(life.name(), notifications);
        var claims =
                new SegmentClaims(life.dataSource(), tokens, transactions, presence, FREE_AFTER, Clock.systemUTC());
        notifications.start();
        announcements.start();
        return PostgresEventProcessor.of(
                GROUP,
                handlers(),
                new PostgresEventProcessor.Node(new EventFeed(store, announcements), claims, tokens, transactions),
                new Batching(1, BATCH, BATCH, this::prepare));
    }

    private void prepare(List<? extends EventMessage<?>> events) {
        ((BatchSagaStore) sagas)
                .prepare(VoyageSaga.class, events, event -> Optional.of(new AssociationValue("voyage", voyage(event))));
        store.prepare(events.stream().map(ReaderLife::voyage).toList());
    }

    private static String voyage(EventMessage<?> event) {
        return ((VoyageEvent) event.getPayload()).voyage();
    }

    private StreamingEventProcessor axons() {
        return PooledStreamingEventProcessor.builder()
                .name(GROUP)
                .eventHandlerInvoker(handlers())
                .messageSource(store)
                .tokenStore(tokens())
                .transactionManager(transactions)
                // One thread, as its default: the coordinator reads its stream outside of its own gate as well
                .coordinatorExecutor(Executors.newSingleThreadScheduledExecutor())
                .workerExecutor(Executors.newSingleThreadScheduledExecutor())
                .initialSegmentCount(1)
                .initialToken(StreamableMessageSource::createTailToken)
                .tokenClaimInterval(100)
                .batchSize(BATCH)
                .build();
    }

    private EventHandlerInvoker handlers() {
        return new MultiEventHandlerInvoker(
                sagaManager(),
                SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new Effects(JdbcClient.create(life.dataSource())))
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build());
    }

    /** Its rows show what was handled, how often and in which order. */
    record Effects(JdbcClient jdbc) {

        @EventHandler
        void on(VoyageEvent event, DomainEventMessage<?> message) {
            jdbc.sql("insert into effect (event_id, voyage, sequence_number) values (?, ?, ?)")
                    .params(message.getIdentifier(), event.voyage(), message.getSequenceNumber())
                    .update();
        }
    }

    private EventHandlerInvoker sagaManager() {
        var parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(VoyageSaga.class),
                new SimpleResourceParameterResolverFactory(List.of(commands())));
        return AnnotatedSagaManager.<VoyageSaga>builder()
                .sagaType(VoyageSaga.class)
                .sagaRepository(AnnotatedSagaRepository.<VoyageSaga>builder()
                        .sagaType(VoyageSaga.class)
                        .parameterResolverFactory(parameters)
                        .sagaStore(sagas)
                        .build())
                .parameterResolverFactory(parameters)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }

    private CommandGateway commands() {
        var bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        AggregateAnnotationCommandHandler.<Voyage>builder()
                .aggregateType(Voyage.class)
                .repository(EventSourcingRepository.builder(Voyage.class)
                        .eventStore(store)
                        .lockFactory(NullLockFactory.INSTANCE)
                        .build())
                .build()
                .subscribe(bus);
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    private TokenStore tokens() {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(life.serializer())
                .claimTimeout(FREE_AFTER)
                .nodeId(life.name())
                .contentType(byte[].class)
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .build();
    }

    private SagaStore<Object> axonsSagaStore() {
        return JdbcSagaStore.builder()
                .connectionProvider(connections)
                .serializer(life.serializer())
                .sqlSchema(new PostgresSagaSqlSchema(SagaSchema.builder()
                        .sagaEntryTable("saga_entry")
                        .sagaIdColumn("saga_id")
                        .sagaTypeColumn("saga_type")
                        .serializedSagaColumn("serialized_saga")
                        .associationValueEntryTable("association_value_entry")
                        .associationKeyColumn("association_key")
                        .associationValueColumn("association_value")
                        .build()))
                .build();
    }
}
