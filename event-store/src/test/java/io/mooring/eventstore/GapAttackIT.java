package io.mooring.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mooring.eventstore.GapAttackPlan.Transaction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * Out-of-order commits, rollbacks, long transactions, wrong clocks and readers that lag, all at once: no reader misses an event. The same attack makes
 * the readers of Axon's own engine miss some, so it is one that can be lost.
 */
@Timeout(120)
class GapAttackIT {

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final HikariDataSource connections = pool(database);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    @AfterEach
    void closeConnections() {
        connections.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_reader_misses_an_event_whatever_commits_in_which_order_by_whose_clock(long seed) {
        var plan = GapAttackPlan.from(seed);
        var engine = PostgresEventStorageEngine.on(
                connections, database.serializer(database.keys()), "correlationId", "causationId");

        var readers =
                GapAttack.carryOut(plan, engine, connections, Reading.byTokens(engine), Reading.upToTheHorizon(engine));

        var committed = committed(plan);
        for (var reader : readers) {
            assertThat(reader.identifiers()).containsExactlyInAnyOrderElementsOf(committed);
            assertThat(reader.identifiers()).isEqualTo(readers.getFirst().identifiers());
            assertThat(reader.seen()).satisfies(GapAttackIT::followsEachAggregate);
            assertThat(reader.keptWaiting())
                    .as("looks that were denied an event nothing in flight stood before")
                    .isZero();
        }
    }

    @Test
    void the_readers_of_axons_engine_with_its_defaults_miss_events() {
        var missed = new int[GapAttackPlan.READERS];
        seeds().forEach(seed -> {
            var plan = GapAttackPlan.from(seed);
            var committed = committed(plan);
            var engine = axonsEngineOnEmptyTables();
            var readers = GapAttack.carryOut(plan, engine, connections, Reading.byTokens(engine));
            for (var n = 0; n < readers.size(); n++) {
                var lost = new HashSet<>(committed);
                readers.get(n).identifiers().forEach(lost::remove);
                missed[n] += lost.size();
            }
        });

        System.out.println("Events that each reader of Axon's engine missed: " + Arrays.toString(missed));
        assertThat(Arrays.stream(missed).sum())
                .as("events missed by all readers")
                .isPositive();
    }

    private static List<String> committed(GapAttackPlan plan) {
        return plan.transactions().stream()
                .filter(Transaction::commits)
                .flatMap(transaction -> transaction.events().stream())
                .map(DomainEventMessage::getIdentifier)
                .toList();
    }

    private static void followsEachAggregate(List<? extends DomainEventMessage<?>> seen) {
        var next = new HashMap<String, Long>();
        for (var event : seen) {
            assertThat(event.getSequenceNumber())
                    .as(event.getAggregateIdentifier())
                    .isEqualTo(next.getOrDefault(event.getAggregateIdentifier(), 0L));
            next.merge(event.getAggregateIdentifier(), 1L, Long::sum);
        }
    }

    private EventStorageEngine axonsEngineOnEmptyTables() {
        var json = JacksonSerializer.builder().objectMapper(StoredJson.mapper()).build();
        var engine = JdbcEventStorageEngine.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(connections))
                .transactionManager(new SpringTransactionManager(new DataSourceTransactionManager(connections)))
                .eventSerializer(json)
                .snapshotSerializer(json)
                .build();
        database.jdbc
                .sql("drop table if exists DomainEventEntry, SnapshotEventEntry")
                .update();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return engine;
    }

    private static HikariDataSource pool(EventStoreDatabase database) {
        var config = new HikariConfig();
        config.setDataSource(database.dataSource);
        config.setMaximumPoolSize(80);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }
}
