package io.mooring.benchmark.store;

import io.mooring.benchmark.store.reference.ActivationSaga;
import io.mooring.benchmark.store.reference.ReferenceEvent;
import io.mooring.benchmark.store.reference.ReferenceEvent.WorkspaceBound;
import io.mooring.eventstore.AppendingTransactions;
import io.mooring.eventstore.PostgresEventStore;
import io.mooring.eventstore.command.CommandTargets;
import io.mooring.eventstore.processing.BatchPreparation;
import io.mooring.eventstore.processing.Batching;
import io.mooring.eventstore.processing.CommitAnnouncements;
import io.mooring.eventstore.processing.EventFeed;
import io.mooring.eventstore.processing.NodePresence;
import io.mooring.eventstore.processing.PostgresEventProcessor;
import io.mooring.eventstore.processing.PostgresNotifications;
import io.mooring.eventstore.processing.SegmentClaims;
import io.mooring.eventstore.saga.BatchSagaStore;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;

/** The product's engine with its own processors and its own saga store. */
final class OurWiring implements Wiring {

    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);
    private static final int VIEW_SEGMENTS = 1;
    private static final int SAGA_SEGMENTS = 1;
    private static final int BATCH = 500;
    private static final int SAGA_BATCH = 100;
    private static final int CATCH_UP_BATCH = 5_000;

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public void createTables(Database database) {
        database.withOurTables();
    }

    @Override
    public Node start(Setup setup) {
        var dataSource = setup.dataSource();
        var serializer = Serializers.ours(dataSource);
        var nodeId = "node-" + UUID.randomUUID();
        var transactions = new SpringTransactionManager(new AppendingTransactions(dataSource));
        var store = PostgresEventStore.on(OurLog.engine(dataSource));
        var sagas = new BatchSagaStore(dataSource, serializer);
        var tokens = tokens(dataSource, serializer, nodeId);
        var url = setup.database().url();
        var notifications = new PostgresNotifications(() -> DriverManager.getConnection(url));
        var announcements = new CommitAnnouncements(dataSource, notifications);
        var feed = new EventFeed(store, announcements);
        var presence = new NodePresence(nodeId, notifications);
        var claims = new SegmentClaims(dataSource, tokens, transactions, presence, CLAIM_TIMEOUT, Clock.systemUTC());
        var node = new PostgresEventProcessor.Node(feed, claims, tokens, transactions);
        var configurer = setup.domain(transactions)
                .configureSerializer(configuration -> serializer)
                .configureResourceInjector(configuration -> saga -> {})
                .configureEventStore(configuration -> store)
                .registerComponent(CommandTargetResolver.class, configuration -> new CommandTargets());
        configurer
                .eventProcessing()
                .registerTokenStore(configuration -> tokens)
                .registerSagaStore(configuration -> sagas)
                .registerEventProcessorFactory((name, configuration, handlers) ->
                        PostgresEventProcessor.of(name, handlers, node, batching(name, store, sagas)));
        notifications.start();
        announcements.start();
        return new Running(configurer.start(), List.of(claims, feed, announcements, notifications));
    }

    private static Batching batching(String group, PostgresEventStore store, BatchSagaStore sagas) {
        return group.equals(ActivationSaga.GROUP)
                ? new Batching(SAGA_SEGMENTS, SAGA_BATCH, SAGA_BATCH, preparation(store, sagas))
                : new Batching(VIEW_SEGMENTS, BATCH, CATCH_UP_BATCH);
    }

    /** The sagas of the batch's events, and the activations that they will send commands to. */
    private static BatchPreparation preparation(PostgresEventStore store, BatchSagaStore sagas) {
        BatchPreparation ofSagas = events -> sagas.prepare(ActivationSaga.class, events, OurWiring::association);
        return ofSagas.and(events -> store.prepare(events.stream()
                .map(EventMessage::getPayload)
                .filter(WorkspaceBound.class::isInstance)
                .map(event -> ((WorkspaceBound) event).activationId())
                .toList()));
    }

    private static Optional<AssociationValue> association(EventMessage<?> event) {
        return event.getPayload() instanceof ReferenceEvent happened
                ? Optional.of(new AssociationValue("activationId", happened.activationId()))
                : Optional.empty();
    }

    private static JdbcTokenStore tokens(DataSource dataSource, Serializer serializer, String nodeId) {
        return JdbcTokenStore.builder()
                .connectionProvider(AxonJdbcLog.connections(dataSource))
                .serializer(serializer)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(nodeId)
                .contentType(byte[].class)
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .build();
    }

    private record Running(Configuration configuration, List<AutoCloseable> parts) implements Node {

        @Override
        public CommandGateway commands() {
            return configuration.commandGateway();
        }

        @Override
        public void close() {
            configuration.shutdown();
            for (var part : parts) {
                try {
                    part.close();
                } catch (Exception e) {
                    throw new IllegalStateException("A part of the node did not stop", e);
                }
            }
        }
    }
}
