package io.mooring.eventstore.processing;

import static io.mooring.eventstore.processing.Eventually.eventually;
import static io.mooring.eventstore.processing.ProcessingNode.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.processing.Logbook.Entry;
import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An event that its handler can not digest makes room for the others; what fails for other reasons is repeated. */
@Timeout(60)
class ParkingIT {

    private final EventStoreDatabase database = new EventStoreDatabase();
    private ProcessingNode node = new ProcessingNode(database);
    private Logbook log = Logbook.of(node, "log");

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void the_event_at_fault_is_parked_and_the_others_of_its_batch_are_handled_once() {
        log.then(entry -> violateAConstraintFor("bad", entry, node.jdbc));
        arrive("first", "bad", "second");

        start();

        eventually().until(() -> log.ships().contains("second"));
        assertThat(log.ships()).containsExactly("first", "second");
        assertThat(parked()).isEqualTo(1);
        arrive("third");
        eventually().until(() -> log.ships().contains("third"));
        assertThat(log.ships()).containsExactly("first", "second", "third");
        eventually()
                .untilAsserted(() -> assertThat(database.jdbc
                                .sql("select (convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint"
                                        + " from token_entry")
                                .query(Long.class)
                                .single())
                        .isEqualTo(4));
    }

    @Test
    void what_follows_in_its_sequence_is_parked_behind_it() {
        var mended = new AtomicBoolean();
        log.then(entry -> {
            if (!mended.get()) {
                violateAConstraintFor("bad", entry, node.jdbc);
            }
        });
        node.publish("bad", new ShipArrived("bad", 1));
        start();
        eventually().until(() -> parked() == 1);

        mended.set(true);
        node.publish("bad", new ShipArrived("bad", 2));
        arrive("good");

        eventually().until(() -> log.ships().contains("good"));
        assertThat(parked()).isEqualTo(2);
        assertThat(log.ships()).containsExactly("good");
    }

    @Test
    void a_failure_that_may_pass_parks_nothing() {
        var failures = new AtomicInteger();
        log.then(entry -> {
            if (failures.incrementAndGet() <= 4) {
                throw new QueryTimeoutException("busy", new SQLException("cancelled", "57014"));
            }
        });
        arrive("first", "second");

        start();

        eventually().until(() -> log.ships().contains("second"));
        assertThat(log.ships()).containsExactly("first", "second");
        assertThat(parked()).isZero();
    }

    @Test
    void an_event_is_not_at_fault_when_no_transaction_can_begin() {
        var processor = start();
        eventually().until(() -> processor.processingStatus().containsKey(0));
        node.exhausted.set(true);
        arriveElsewhere("ship");
        eventually().until(processor::isError);
        assertThat(status(processor, 0).getError()).hasMessageContaining("No connection is left");
        node.exhausted.set(false);

        eventually().until(() -> log.ships().contains("ship"));
        assertThat(parked()).isZero();
    }

    @Test
    void the_parts_of_an_event_share_its_fate() {
        EventUpcaster doubling = events -> events.flatMap(event -> Stream.of(event, event));
        node.close();
        node = new ProcessingNode(database, Clock.systemUTC(), doubling);
        log = Logbook.of(node, "log");
        var handled = new AtomicInteger();
        var failures = new AtomicInteger();
        log.then(entry -> {
            // The second part of the first ship fails twice: with its batch, and when its event is handled alone
            if (entry.ship().equals("first") && handled.incrementAndGet() % 2 == 0 && failures.incrementAndGet() <= 2) {
                throw new QueryTimeoutException("busy", new SQLException("cancelled", "57014"));
            }
            violateAConstraintFor("bad", entry, node.jdbc);
        });
        arrive("first", "bad", "last");

        start();

        eventually().until(() -> log.ships().contains("last"));
        assertThat(log.ships()).containsExactly("first", "first", "last", "last");
        assertThat(parked()).isEqualTo(2);
    }

    private static void violateAConstraintFor(String ship, Entry entry, JdbcClient jdbc) {
        if (entry.ship().equals(ship)) {
            jdbc.sql("insert into saga_entry (saga_id) values ('one'), ('one')").update();
        }
    }

    private PostgresEventProcessor start() {
        var queue =
                new PostgresDeadLetterQueue("log", node.jdbc, node.connections(), node.transactions, node.serializer);
        var invoker = DeadLetteringEventHandlerInvoker.builder()
                .eventHandlers(log)
                .queue(queue)
                .enqueuePolicy(DeadLetters.policy())
                .transactionManager(node.transactions)
                .build();
        var processor = node.ofThisNode(PostgresEventProcessor.of(
                "log",
                invoker,
                node.shared(),
                new Batching(1, ProcessingNode.BATCH, ProcessingNode.BATCH, queue),
                new DeadLetters(queue, SequentialPerAggregatePolicy.instance())));
        processor.start();
        return processor;
    }

    private void arriveElsewhere(String ship) {
        try (var other = new ProcessingNode(database, Clock.systemUTC(), NoOpEventUpcaster.INSTANCE)) {
            other.publish(ship, new ShipArrived(ship, 1));
        }
    }

    private void arrive(String... ships) {
        for (var ship : ships) {
            node.publish(ship, new ShipArrived(ship, 1));
        }
    }

    private int parked() {
        return database.jdbc
                .sql("select count(*) from dead_letter_entry")
                .query(Integer.class)
                .single();
    }
}
