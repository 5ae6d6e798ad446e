package io.mooring.web.engine;

import io.mooring.audit.api.Replays;
import io.mooring.eventstore.PostgresEventStore;
import io.mooring.eventstore.processing.BatchPreparation;
import io.mooring.eventstore.processing.Batching;
import io.mooring.eventstore.processing.CommitAnnouncements;
import io.mooring.eventstore.processing.DeadLetters;
import io.mooring.eventstore.processing.EventFeed;
import io.mooring.eventstore.processing.NodePresence;
import io.mooring.eventstore.processing.PostgresDeadLetterQueue;
import io.mooring.eventstore.processing.PostgresEventProcessor;
import io.mooring.eventstore.processing.PostgresNotifications;
import io.mooring.eventstore.processing.RunningReplays;
import io.mooring.eventstore.processing.SegmentClaims;
import io.mooring.eventstore.saga.BatchSagaStore;
import io.mooring.node.api.ThisNode;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.metamodel.AnnotationSagaMetaModelFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.stereotype.Saga;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How events reach their handlers: one reader of the log per node, one worker per group, and dead letters for the views. */
@Configuration(proxyBeanMethods = false)
class ProcessingWiring {

    private static final String SAGA_GROUP = "activation-saga";

    /** A view that can not digest an event parks it; a saga or an outbox must not go on without it. */
    private static final String VIEWS = "-view";

    /** Measured: more segments cost commits and gain nothing while one worker keeps up with all writers. */
    private static final int SEGMENTS = 1;

    private static final int BATCH = 250;
    private static final int CATCH_UP_BATCH = 2_000;

    /** The listening connection has the address and the login of the pool; where somebody brings a data source of their own, it is asked. */
    @Bean
    PostgresNotifications.Connections listenConnections(
            ObjectProvider<JdbcConnectionDetails> pool, DataSource dataSource) {
        var details = pool.getIfAvailable();
        return details == null
                ? dataSource::getConnection
                : () -> DriverManager.getConnection(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }

    @Bean
    PostgresNotifications notifications(PostgresNotifications.Connections connections) {
        return new PostgresNotifications(connections);
    }

    @Bean
    CommitAnnouncements commitAnnouncements(DataSource dataSource, PostgresNotifications notifications) {
        return new CommitAnnouncements(dataSource, notifications);
    }

    @Bean
    Replays replays(DataSource dataSource, Serializer serializer) {
        return new RunningReplays(dataSource, serializer)::isUnderWay;
    }

    @Bean
    EventFeed eventFeed(PostgresEventStore store, CommitAnnouncements announcements) {
        return new EventFeed(store, announcements);
    }

    @Bean
    NodePresence nodePresence(NodeId node, PostgresNotifications notifications) {
        return new NodePresence(node.value(), notifications);
    }

    @Bean
    ThisNode thisNode(NodePresence presence) {
        return new ThisNode() {
            @Override
            public String id() {
                return presence.nodeId();
            }

            @Override
            public boolean isShown() {
                return presence.isShown();
            }

            @Override
            public boolean mayJudge() {
                return presence.mayJudge();
            }

            @Override
            public void whenShown(Runnable task) {
                presence.whenShown(task);
            }
        };
    }

    @Bean
    SegmentClaims segmentClaims(
            DataSource dataSource,
            TokenStore tokens,
            TransactionManager transactions,
            NodePresence presence,
            Clock clock) {
        return new SegmentClaims(dataSource, tokens, transactions, presence, HistoryWiring.CLAIM_TIMEOUT, clock);
    }

    @Bean
    PostgresEventProcessor.Node processorNode(
            EventFeed feed, SegmentClaims claims, TokenStore tokens, TransactionManager transactions) {
        return new PostgresEventProcessor.Node(feed, claims, tokens, transactions);
    }

    @Bean
    ConfigurerModule processors(
            PostgresEventProcessor.Node node,
            PostgresEventStore store,
            BatchSagaStore sagas,
            ConfigurableListableBeanFactory beans,
            JdbcClient jdbc,
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer) {
        return configurer -> configurer
                .eventProcessing()
                .registerEventProcessorFactory((name, axon, handlers) -> name.equals(SAGA_GROUP)
                        ? PostgresEventProcessor.of(
                                name, handlers, node, batching(sagaPreparation(axon, store, sagas, beans)))
                        : processor(name, axon, handlers, node))
                .registerDefaultSequencingPolicy(axon -> new ByActivation())
                .registerDefaultDeadLetterPolicy(axon -> DeadLetters.policy())
                .registerDeadLetterQueueProvider(group -> group.endsWith(VIEWS)
                        ? axon -> new PostgresDeadLetterQueue(group, jdbc, connections, transactions, serializer)
                        : null)
                .registerDefaultListenerInvocationErrorHandler(axon -> PropagatingErrorHandler.instance());
    }

    private static EventProcessor processor(
            String name,
            org.axonframework.config.Configuration axon,
            EventHandlerInvoker handlers,
            PostgresEventProcessor.Node node) {
        return axon.eventProcessingConfiguration()
                .deadLetterQueue(name)
                .map(queue -> PostgresEventProcessor.of(
                        name,
                        handlers,
                        node,
                        batching(queue instanceof BatchPreparation asked ? asked : events -> {}),
                        new DeadLetters(queue, new ByActivation())))
                .orElseGet(() -> PostgresEventProcessor.of(name, handlers, node, batching(events -> {})));
    }

    private static Batching batching(BatchPreparation preparation) {
        return new Batching(SEGMENTS, BATCH, CATCH_UP_BATCH, preparation);
    }

    /** The sagas that a batch concerns, and the activations that they will command, each by one query. */
    private static BatchPreparation sagaPreparation(
            org.axonframework.config.Configuration axon,
            PostgresEventStore store,
            BatchSagaStore sagas,
            ConfigurableListableBeanFactory beans) {
        var type = Objects.requireNonNull(beans.getType(beans.getBeanNamesForAnnotation(Saga.class)[0]));
        var model = new AnnotationSagaMetaModelFactory(axon.parameterResolverFactory()).modelOf(type);
        return events -> {
            sagas.prepare(type, events, model::resolveAssociation);
            store.prepare(events.stream()
                    .flatMap(event -> model.resolveAssociation(event).stream())
                    .map(AssociationValue::getValue)
                    .distinct()
                    .toList());
        };
    }
}
