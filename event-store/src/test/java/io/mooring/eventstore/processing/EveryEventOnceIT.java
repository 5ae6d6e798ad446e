package io.mooring.eventstore.processing;

import static io.mooring.eventstore.processing.Eventually.eventually;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.processing.Logbook.Entry;
import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import io.mooring.eventstore.processing.PortEvent.ShipUnloaded;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever writers do meanwhile, what was committed is handled once, and a ship's events in their order. */
@Timeout(60)
class EveryEventOnceIT {

    private static final int WRITERS = 8;
    private static final int TRANSACTIONS = 40;

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final ProcessingNode node = new ProcessingNode(database);
    private final Logbook log = Logbook.of(node, "log");

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void many_writers_some_of_whose_transactions_are_undone(int segments) throws Exception {
        node.processor("log", segments, log).start();

        write(node);

        eventually().until(() -> log.entries().size() >= stored().size());
        assertThat(log.positions()).containsExactlyInAnyOrderElementsOf(stored());
        if (segments == 1) {
            assertThat(log.positions()).isSorted();
        }
        assertThatEachShipsEventsAreInOrder();
    }

    @Test
    void two_nodes_that_share_four_segments() throws Exception {
        try (var other = new ProcessingNode(database)) {
            var here = node.processor("log", 4, log);
            var there = other.processor("log", 4, Logbook.of(other, "log"));
            here.start();
            eventually().until(() -> here.processingStatus().size() == 4);
            there.start();
            here.releaseSegment(1);
            here.releaseSegment(3);
            eventually().untilAsserted(() -> {
                other.claims.lookAgain();
                assertThat(there.processingStatus()).containsOnlyKeys(1, 3);
            });

            write(other);

            eventually().until(() -> log.entries().size() >= stored().size());
            assertThat(log.positions()).containsExactlyInAnyOrderElementsOf(stored());
            assertThatEachShipsEventsAreInOrder();
        }
    }

    @Test
    void a_processor_that_was_stopped_goes_on_where_it_stood() {
        var processor = node.processor("log", 1, log);
        processor.start();
        node.publish("first", new ShipArrived("first", 1));
        eventually().until(() -> log.ships().contains("first"));
        processor.shutDown();
        node.publish("second", new ShipArrived("second", 1));
        assertThat(processor.isRunning()).isFalse();

        processor.start();

        eventually().until(() -> log.ships().contains("second"));
        assertThat(log.ships()).containsExactly("first", "second");
    }

    @Test
    void processors_of_one_node_do_not_disturb_each_other() {
        var logs = IntStream.range(0, 3)
                .mapToObj(n -> Logbook.of(node, "log-" + n))
                .toList();
        IntStream.range(0, 3)
                .forEach(n -> node.processor("log-" + n, 1, logs.get(n)).start());

        node.publish("ship", new ShipArrived("ship", 1), new ShipUnloaded("ship", 1));

        for (var each : logs) {
            eventually().untilAsserted(() -> assertThat(each.positions()).isEqualTo(stored()));
        }
    }

    private void assertThatEachShipsEventsAreInOrder() {
        var sequences = log.entries().stream().collect(groupingBy(Entry::ship, mapping(Entry::sequence, toList())));
        assertThat(sequences.values()).allSatisfy(each -> assertThat(each).isSorted());
    }

    private List<Long> stored() {
        return database
                .jdbc
                .sql("select global_index from domain_event order by global_index")
                .query(Long.class)
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private static void write(ProcessingNode node) throws Exception {
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var writers = IntStream.range(0, WRITERS)
                    .<Callable<Void>>mapToObj(writer -> () -> {
                        var random = new Random(writer);
                        for (var i = 0; i < TRANSACTIONS; i++) {
                            var ship = "ship-" + writer + "-" + i % 10;
                            var undone = random.nextInt(4) == 0;
                            if (random.nextBoolean()) {
                                node.publish(ship, undone, new ShipArrived(ship, i));
                            } else {
                                node.publish(ship, undone, new ShipArrived(ship, i), new ShipUnloaded(ship, i));
                            }
                        }
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }
        }
    }
}
