package io.mooring.eventstore.processing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mooring.eventstore.AppendingTransactions;
import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.EventTypes;
import io.mooring.eventstore.HarbourEvent;
import io.mooring.eventstore.LogicalNameSerializer;
import io.mooring.eventstore.PersonalFields;
import io.mooring.eventstore.PostgresEventStorageEngine;
import io.mooring.eventstore.PostgresEventStore;
import io.mooring.eventstore.RecordedStatements;
import io.mooring.eventstore.StoredJson;
import io.mooring.eventstore.SubjectKeys;
import io.mooring.eventstore.saga.BatchSagaStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/** One node of an installation: everything of which a process has one. Two of them on one database are two nodes. */
final class ProcessingNode implements AutoCloseable {

    static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    /** Up to how many events a transaction takes, from memory and from history. */
    static final int BATCH = 100;

    final String id = "node-" + UUID.randomUUID();
    final HikariDataSource pool;
    final RecordedStatements dataSource;
    final JdbcClient jdbc;
    final Serializer serializer;
    final PostgresEventStore store;
    final TokenStore tokens;
    final BatchSagaStore sagas;
    final PostgresNotifications notifications;
    final CommitAnnouncements announcements;
    final EventFeed feed;
    final NodePresence presence;
    final SegmentClaims claims;

    /** While set, no transaction can begin, as when the pool has no connection left. */
    final AtomicBoolean exhausted = new AtomicBoolean();

    final TransactionManager transactions;
    private final List<PostgresEventProcessor> processors = new ArrayList<>();

    ProcessingNode(EventStoreDatabase database) {
        this(database, Clock.systemUTC(), NoOpEventUpcaster.INSTANCE);
    }

    ProcessingNode(EventStoreDatabase database, Clock clock, EventUpcaster upcasters) {
        pool = pool(database);
        dataSource = new RecordedStatements(pool);
        jdbc = JdbcClient.create(dataSource);
        var spring = new SpringTransactionManager(new AppendingTransactions(dataSource));
        transactions = () -> {
            if (exhausted.get()) {
                throw new CannotCreateTransactionException("No connection is left");
            }
            return spring.startTransaction();
        };
        serializer = new LogicalNameSerializer(
                StoredJson.mapper(),
                types(),
                new PersonalFields(
                        new SubjectKeys(dataSource, new SecretKeySpec(new byte[32], "AES")),
                        HarbourEvent.Secret.class,
                        HarbourEvent.Whose.class,
                        "[forgotten]"));
        store = PostgresEventStore.on(
                PostgresEventStorageEngine.on(dataSource, serializer, "correlationId", "causationId", upcasters));
        tokens = tokenStore();
        sagas = new BatchSagaStore(dataSource, serializer);
        notifications = new PostgresNotifications(database.dataSource::getConnection);
        announcements = new CommitAnnouncements(dataSource, notifications);
        feed = new EventFeed(store, announcements);
        presence = new NodePresence(id, notifications);
        claims = new SegmentClaims(dataSource, tokens, transactions, presence, CLAIM_TIMEOUT, clock);
        notifications.start();
        announcements.start();
    }

    private static HikariDataSource pool(EventStoreDatabase database) {
        var settings = new HikariConfig();
        settings.setDataSource(database.dataSource);
        settings.setMaximumPoolSize(24);
        settings.setMinimumIdle(0);
        return new HikariDataSource(settings);
    }

    private static EventTypes types() {
        return new EventTypes()
                .withFamily("port", PortEvent.class)
                .with(MetaData.class.getName(), MetaData.class)
                .with("axon.Position", GlobalSequenceTrackingToken.class)
                .with("axon.Replay", ReplayToken.class)
                .with("axon.TokenStore", ConfigToken.class)
                .with("saga.Unloading", Unloading.class);
    }

    private TokenStore tokenStore() {
        return JdbcTokenStore.builder()
                .connectionProvider(connections())
                .serializer(serializer)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(id)
                .contentType(byte[].class)
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .build();
    }

    ConnectionProvider connections() {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    PostgresEventProcessor.Node shared() {
        return new PostgresEventProcessor.Node(feed, claims, tokens, transactions);
    }

    /** A processor that has not been started, of handlers with or without annotations. */
    PostgresEventProcessor processor(String name, int segments, Object... handlers) {
        return ofThisNode(PostgresEventProcessor.of(
                name, invoker(handlers), shared(), new Batching(segments, BATCH, 10 * BATCH)));
    }

    PostgresEventProcessor ofThisNode(PostgresEventProcessor processor) {
        processors.add(processor);
        return processor;
    }

    static EventHandlerInvoker invoker(Object... handlers) {
        return SimpleEventHandlerInvoker.builder()
                .eventHandlers(handlers)
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
    }

    /** What a processor says of a segment that it works on. */
    static EventTrackerStatus status(PostgresEventProcessor processor, int segment) {
        return Objects.requireNonNull(processor.processingStatus().get(segment), "nobody works on it");
    }

    /** Adds the events to the history of a ship, in one transaction. */
    void publish(String ship, PortEvent... events) {
        publish(ship, false, events);
    }

    void publish(String ship, boolean undone, PortEvent... events) {
        var work = DefaultUnitOfWork.startAndGet(null);
        work.attachTransaction(transactions);
        append(ship, events);
        if (undone) {
            work.onCommit(u -> {
                // Who reads a stream has what waits sent: numbers are drawn that nobody will use
                store.engine().lastSequenceNumberFor(ship);
                throw new IllegalStateException("undone");
            });
            try {
                work.commit();
            } catch (IllegalStateException asWished) {
                return;
            }
        } else {
            work.commit();
        }
    }

    /** Adds them within the running unit of work. */
    void append(String ship, PortEvent... events) {
        var sequence = store.lastSequenceNumberFor(ship).orElse(-1L);
        for (var event : events) {
            store.publish(new GenericDomainEventMessage<>("Port", ship, ++sequence, event));
        }
    }

    /** Ends as a process does that is killed: nothing more is read or claimed, nothing is given back, and its sessions are over. */
    void kill() {
        fallSilent();
        notifications.close();
    }

    /** Ends as a machine does that is cut off: nothing more is heard of it, and the database has yet to find out. */
    void fallSilent() {
        claims.close();
        feed.close();
        announcements.close();
    }

    @Override
    public void close() {
        exhausted.set(false);
        processors.forEach(PostgresEventProcessor::shutDown);
        kill();
        pool.close();
    }
}
