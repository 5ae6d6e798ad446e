package io.mooring.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.MultiEventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
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
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Handles events until it is killed: a saga that sends commands, and a handler that writes a row for each event. All that follows from a batch is one
 * transaction, with the token.
 */
final class ReaderLife {

    private static final int BATCH = 4;

    private final Life life;
    private final WakingEventStore store;
    private final SpringTransactionManager transactions;
    private final UnitOfWorkAwareConnectionProviderWrapper connections;

    private ReaderLife(Life life) {
        this.life = life;
        this.store = WakingEventStore.on(life.engine());
        this.transactions = new SpringTransactionManager(life.transactions());
        this.connections =
                new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(life.dataSource()));
    }

    public static void main(String[] arguments) {
        new ReaderLife(Life.from(arguments)).start();
    }

    private void start() {
        var threads = Executors.newScheduledThreadPool(2);
        PooledStreamingEventProcessor.builder()
                .name("voyages")
                .eventHandlerInvoker(handlers())
                .messageSource(store)
                .tokenStore(tokens())
                .transactionManager(transactions)
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .initialToken(StreamableMessageSource::createTailToken)
                .tokenClaimInterval(100)
                .batchSize(BATCH)
                .build()
                .start();
    }

    private EventHandlerInvoker handlers() {
        return new MultiEventHandlerInvoker(
                sagas(),
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

    private EventHandlerInvoker sagas() {
        var parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(VoyageSaga.class),
                new SimpleResourceParameterResolverFactory(List.of(commands())));
        return AnnotatedSagaManager.<VoyageSaga>builder()
                .sagaType(VoyageSaga.class)
                .sagaRepository(AnnotatedSagaRepository.<VoyageSaga>builder()
                        .sagaType(VoyageSaga.class)
                        .parameterResolverFactory(parameters)
                        .sagaStore(sagaStore())
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

    /** What a dead one has claimed is free at once: there is never a second one alive. */
    private TokenStore tokens() {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(life.serializer())
                .claimTimeout(Duration.ofMillis(1))
                .nodeId(Life.application(life.number()))
                .contentType(byte[].class)
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .build();
    }

    private SagaStore<Object> sagaStore() {
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
