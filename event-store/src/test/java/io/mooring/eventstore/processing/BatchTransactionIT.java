package io.mooring.eventstore.processing;

import static io.mooring.eventstore.processing.Eventually.eventually;
import static io.mooring.eventstore.processing.ProcessingNode.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import io.mooring.eventstore.processing.PortEvent.ShipLeft;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What handlers write and where the processor stands are one transaction, which is repeated until it succeeds. */
@Timeout(60)
class BatchTransactionIT {

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final ProcessingNode node = new ProcessingNode(database);
    private final Logbook log = Logbook.of(node, "log");

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_handler_that_fails_after_it_wrote_leaves_nothing_and_the_batch_is_repeated() {
        var attempts = new AtomicInteger();
        log.then(entry -> {
            if (entry.ship().equals("third") && attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
        });
        arrive("first", "second", "third", "fourth");

        node.processor("log", 1, log).start();

        eventually().until(() -> log.ships().contains("fourth"));
        assertThat(attempts).hasValue(2);
        assertThat(log.ships()).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void nothing_of_a_batch_that_fails_again_and_again_is_kept_and_nothing_is_passed_over() {
        var attempts = new AtomicInteger();
        var repaired = new CountDownLatch(1);
        log.then(entry -> {
            if (entry.ship().equals("bad") && repaired.getCount() > 0) {
                attempts.incrementAndGet();
                throw new IllegalStateException("not yet repaired");
            }
        });
        arrive("good", "bad", "last");
        var processor = node.processor("log", 1, log);
        processor.start();

        eventually().until(() -> attempts.get() >= 2);
        assertThat(log.entries()).isEmpty();
        assertThat(position("log")).isEqualTo(-1);
        eventually().until(processor::isError);
        assertThat(status(processor, 0).getError()).hasMessage("not yet repaired");
        repaired.countDown();

        eventually().until(() -> log.ships().contains("last"));
        assertThat(log.ships()).containsExactly("good", "bad", "last");
        eventually().until(() -> !processor.isError());
    }

    @Test
    void a_handler_that_ends_in_an_error_is_repeated_too() {
        var attempts = new AtomicInteger();
        log.then(entry -> {
            if (attempts.incrementAndGet() < 3) {
                throw new StackOverflowError("so deep");
            }
        });
        arrive("ship");
        var processor = node.processor("log", 1, log);
        processor.start();

        eventually().until(processor::isError);
        eventually().until(() -> log.ships().equals(List.of("ship")));
        assertThat(attempts).hasValue(3);
    }

    @Test
    void who_fails_waits_longer_and_longer_while_others_go_on() {
        var attempts = new AtomicInteger();
        log.then(entry -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("always");
        });
        var other = Logbook.of(node, "other");
        node.processor("log", 1, log).start();
        node.processor("other", 1, other).start();
        arrive("first");
        eventually().until(() -> attempts.get() >= 3);

        arrive("second", "third");

        eventually().until(() -> other.ships().size() == 3);
        assertThat(attempts).as("the pauses have grown").hasValueLessThan(6);
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void a_segment_that_fails_holds_no_other_segment() {
        log.then(entry -> {
            if (entry.ship().equals("bad")) {
                throw new IllegalStateException("always");
            }
        });
        var processor = node.processor("log", 4, log);
        processor.start();
        arrive("bad");
        eventually().until(processor::isError);

        var failing = processor.processingStatus().values().stream()
                .filter(EventTrackerStatus::isErrorState)
                .map(EventTrackerStatus::getSegment)
                .findFirst()
                .orElseThrow();
        var ships = IntStream.range(0, 20).mapToObj(n -> "ship-" + n).toList();
        arrive(ships.toArray(String[]::new));

        var others =
                ships.stream().filter(ship -> !failing.matches(ship.hashCode())).toList();
        assertThat(others).hasSizeBetween(10, 19);
        eventually().untilAsserted(() -> assertThat(log.ships()).containsExactlyInAnyOrderElementsOf(others));
    }

    @Test
    void who_waits_after_a_failure_stops_when_it_is_told_to() throws Exception {
        var attempts = new AtomicInteger();
        log.then(entry -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("always");
        });
        var processor = node.processor("log", 1, log);
        processor.start();
        arrive("ship");
        eventually().until(() -> attempts.get() >= 4); // the pause is over a second by now

        var before = System.nanoTime();
        processor.shutdownAsync().get(10, TimeUnit.SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(900));
        assertThat(owner("log")).as("the claim is given back").isNull();
    }

    @Test
    void an_error_that_is_over_is_not_shown_until_the_next_event() {
        var processor = node.processor("log", 1, log.when(event -> false));
        processor.start();
        eventually().until(() -> caughtUp(processor));
        node.exhausted.set(true);
        arriveElsewhere("ship");
        eventually().atMost(Duration.ofSeconds(15)).until(processor::isError);

        node.exhausted.set(false);

        eventually().until(() -> !processor.isError());
    }

    private boolean caughtUp(PostgresEventProcessor processor) {
        var status = processor.processingStatus().get(0);
        return status != null && status.isCaughtUp();
    }

    private void arriveElsewhere(String ship) {
        try (var other = new ProcessingNode(database)) {
            other.publish(ship, new ShipArrived(ship, 1), new ShipLeft(ship));
        }
    }

    private void arrive(String... ships) {
        for (var ship : ships) {
            node.publish(ship, new ShipArrived(ship, 1));
        }
    }

    private long position(String processor) {
        return database.jdbc
                .sql("select (convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint from token_entry"
                        + " where processor_name = ?")
                .param(processor)
                .query(Long.class)
                .single();
    }

    private @Nullable Object owner(String processor) {
        return database.jdbc
                .sql("select owner from token_entry where processor_name = ?")
                .param(processor)
                .query()
                .singleRow()
                .get("owner");
    }
}
