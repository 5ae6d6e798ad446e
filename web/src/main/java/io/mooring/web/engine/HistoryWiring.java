package io.mooring.web.engine;

import io.mooring.audit.api.History;
import io.mooring.eventstore.AppendingTransactions;
import io.mooring.eventstore.EventTypes;
import io.mooring.eventstore.LogicalNameSerializer;
import io.mooring.eventstore.PersonalFields;
import io.mooring.eventstore.PostgresEventStorageEngine;
import io.mooring.eventstore.PostgresEventStore;
import io.mooring.eventstore.StoredJson;
import io.mooring.eventstore.SubjectKeys;
import io.mooring.eventstore.saga.BatchSagaStore;
import io.mooring.privacy.api.DataSubject;
import io.mooring.privacy.api.Personal;
import io.mooring.privacy.api.ServerKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.stereotype.Saga;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where history, positions and sagas are kept: PostgreSQL for all of them, under names of our own. */
@Configuration(proxyBeanMethods = false)
class HistoryWiring {

    /**
     * How long a node that fell silent keeps its segments from the others. Short is safe: a batch and its position are one transaction, so whoever lost a
     * claim without knowing loses the batch with it.
     */
    static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(12);

    /** The allow-list of what may be stored: every event, Axon's positions, and the saga's state. */
    @Bean
    static EventTypes storedTypes(ConfigurableListableBeanFactory beans) {
        var types = StoredEvents.types()
                .with(MetaData.class.getName(), MetaData.class)
                .with("axon.Position", GlobalSequenceTrackingToken.class)
                .with("axon.Replay", ReplayToken.class)
                .with("axon.TokenStore", ConfigToken.class);
        for (var saga : beans.getBeanNamesForAnnotation(Saga.class)) {
            var type = Objects.requireNonNull(beans.getType(saga));
            types.with("saga." + type.getSimpleName(), type);
        }
        return types;
    }

    @Bean
    SubjectKeys subjectKeys(DataSource dataSource, ServerKey master) {
        return new SubjectKeys(dataSource, master.derived("subject-keys").aes());
    }

    @Bean
    Serializer serializer(EventTypes types, SubjectKeys keys) {
        return new LogicalNameSerializer(
                StoredJson.mapper(),
                types,
                new PersonalFields(keys, Personal.class, DataSubject.class, Personal.FORGOTTEN));
    }

    @Bean
    PostgresEventStorageEngine eventStorageEngine(DataSource dataSource, Serializer serializer) {
        return PostgresEventStorageEngine.on(dataSource, serializer, History.CORRELATION_ID, History.CAUSATION_ID);
    }

    /** Of everything that the engine writes, not of history alone: what it writes together is committed together. */
    @Bean
    AppendingTransactions transactionManager(DataSource dataSource) {
        return new AppendingTransactions(dataSource);
    }

    @Bean
    PostgresEventStore eventStore(PostgresEventStorageEngine engine, Clock clock) {
        GenericEventMessage.clock = clock;
        return PostgresEventStore.on(engine);
    }

    @Bean
    NodeId nodeId() {
        return NodeId.random();
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, NodeId node) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(node.value())
                .contentType(byte[].class)
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .build();
    }

    @Bean
    BatchSagaStore sagaStore(DataSource dataSource, Serializer serializer) {
        return new BatchSagaStore(dataSource, serializer);
    }
}
