package io.mooring.eventstore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real PostgreSQL with this module's tables, and everything that writes to it. */
public final class EventStoreDatabase {

    static final String FORGOTTEN = "[forgotten]";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    public final DataSource dataSource = freshDatabase();
    public final JdbcClient jdbc = JdbcClient.create(dataSource);
    final TransactionTemplate transaction;
    public final EventTypes types =
            new EventTypes().withFamily("harbour", HarbourEvent.class).with(MetaData.class.getName(), MetaData.class);

    public EventStoreDatabase() {
        this(DataSourceTransactionManager::new);
    }

    EventStoreDatabase(Function<DataSource, PlatformTransactionManager> transactions) {
        transaction = new TransactionTemplate(transactions.apply(dataSource));
    }

    SubjectKeys keys() {
        return new SubjectKeys(dataSource, master(1));
    }

    static SecretKeySpec master(int first) {
        var bytes = new byte[SubjectKey.BYTES];
        bytes[0] = (byte) first;
        return new SecretKeySpec(bytes, "AES");
    }

    LogicalNameSerializer serializer(SubjectKeys keys) {
        return new LogicalNameSerializer(
                StoredJson.mapper(),
                types,
                new PersonalFields(keys, HarbourEvent.Secret.class, HarbourEvent.Whose.class, FORGOTTEN));
    }

    public PostgresEventStorageEngine engine() {
        return engine(keys());
    }

    PostgresEventStorageEngine engine(SubjectKeys keys) {
        return PostgresEventStorageEngine.on(dataSource, serializer(keys), "correlationId", "causationId");
    }

    public void append(PostgresEventStorageEngine engine, DomainEventMessage<?>... events) {
        transaction.executeWithoutResult(status -> engine.appendEvents(List.of(events)));
    }

    /** Changes history as nobody may: past the trigger that forbids it. */
    public void tamper(String sql, Object... arguments) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql(sql).params(arguments).update();
        });
    }

    public static DomainEventMessage<?> event(String aggregate, long sequence, Object payload) {
        return new GenericDomainEventMessage<>("Harbour", aggregate, sequence, payload);
    }

    private static DataSource freshDatabase() {
        var name = "events_" + DATABASES.incrementAndGet();
        JdbcClient.create(Server.RUNNING.getPostgresDatabase())
                .sql("create database " + name)
                .update();
        var dataSource = Server.RUNNING.getDatabase("postgres", name);
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return dataSource;
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
