package io.mooring.eventstore.processing;

import static io.mooring.eventstore.processing.Eventually.eventually;
import static io.mooring.eventstore.processing.ProcessingNode.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Segments are divided, joined, left and taken while events come in, and none of these is handled twice or not at all. */
@Timeout(60)
class SegmentsIT {

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final ProcessingNode node = new ProcessingNode(database);
    private final Logbook log = Logbook.of(node, "log");
    private int published;

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void one_is_divided_into_two_that_share_its_work() throws Exception {
        var processor = started(1);
        arrive(20);
        eventually().until(() -> log.entries().size() == 20);

        assertThat(processor.splitSegment(0).get(20, TimeUnit.SECONDS)).isTrue();
        arrive(20);

        eventually().until(() -> processor.processingStatus().size() == 2);
        assertThatAllWasHandledOnce();
        assertThat(processor.processingStatus().values())
                .allSatisfy(status -> assertThat(status.getSegment().getMask()).isEqualTo(1));
    }

    @Test
    void two_that_stand_at_different_positions_become_one() throws Exception {
        var processor = started(2);
        arrive(10);
        eventually().until(() -> log.entries().size() == 10);
        var held = new CountDownLatch(1);
        var handling = new CountDownLatch(1);
        var late = status(processor, 1).getSegment();
        log.then(entry -> {
            if (late.matches(entry.ship().hashCode())) {
                handling.countDown();
                held.await(20, TimeUnit.SECONDS);
            }
        });
        arrive(20);
        assertThat(handling.await(20, TimeUnit.SECONDS)).isTrue();
        eventually().until(() -> Objects.equals(processor.lag().get(0), 0L));
        assertThat(processor.lag().get(1)).isPositive();

        var merged = processor.mergeSegment(0);
        held.countDown();

        assertThat(merged.get(30, TimeUnit.SECONDS)).isTrue();
        arrive(5);
        assertThatAllWasHandledOnce();
        eventually()
                .untilAsserted(() -> assertThat(processor.processingStatus()).containsOnlyKeys(0));
        assertThat(status(processor, 0).getSegment().getMask()).isZero();
    }

    @Test
    void divided_and_joined_again_and_again_while_events_come_in() throws Exception {
        var processor = started(1);
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var writer = threads.submit(() -> {
                while (writing.get()) {
                    arrive(1);
                }
            });
            try {
                for (var round = 0; round < 5; round++) {
                    assertThat(processor.splitSegment(0).get(20, TimeUnit.SECONDS))
                            .isTrue();
                    eventually().until(() -> processor.processingStatus().size() == 2);
                    assertThat(processor.mergeSegment(1).get(20, TimeUnit.SECONDS))
                            .isTrue();
                    eventually().until(() -> processor.processingStatus().size() == 1);
                }
            } finally {
                writing.set(false);
            }
            writer.get();
        }
        assertThatAllWasHandledOnce();
    }

    @Test
    void joining_is_refused_where_another_node_works_and_leaves_everything_as_it_was() throws Exception {
        try (var other = new ProcessingNode(database)) {
            var processor = started(2);
            var there = other.processor("log", 2, Logbook.of(other, "log"));
            there.start();
            processor.releaseSegment(1);
            eventually().untilAsserted(() -> {
                other.claims.lookAgain();
                assertThat(there.processingStatus()).containsOnlyKeys(1);
            });

            assertThat(processor.mergeSegment(0).get(20, TimeUnit.SECONDS)).isFalse();
            assertThat(processor.splitSegment(1).get(20, TimeUnit.SECONDS)).isFalse();
            assertThat(processor.claimSegment(1).get(20, TimeUnit.SECONDS)).isFalse();

            arrive(10);
            assertThatAllWasHandledOnce();
        }
    }

    @Test
    void the_only_segment_cannot_be_joined() throws Exception {
        assertThat(started(1).mergeSegment(0).get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void a_segment_that_is_left_stays_free_until_it_is_claimed() throws Exception {
        var processor = started(2);
        processor.releaseSegment(1, 1, TimeUnit.HOURS);
        eventually()
                .untilAsserted(() -> assertThat(processor.processingStatus()).containsOnlyKeys(0));
        arrive(20);
        eventually().until(() -> Objects.equals(processor.lag().get(0), 0L));
        assertThat(processor.splitSegment(0).get(20, TimeUnit.SECONDS)).isTrue();
        eventually().until(() -> processor.processingStatus().size() == 2);
        assertThat(processor.processingStatus()).as("no other change ends that").doesNotContainKey(1);
        assertThat(log.entries()).hasSizeLessThan(20);

        assertThat(processor.claimSegment(1).get(20, TimeUnit.SECONDS)).isTrue();

        assertThatAllWasHandledOnce();
    }

    @Test
    void claimed_by_hand_and_by_the_regular_look_at_the_same_time_it_has_one_worker() throws Exception {
        var processor = started(1);
        for (var round = 0; round < 20; round++) {
            processor.releaseSegment(0, 1, TimeUnit.HOURS);
            eventually().until(() -> processor.processingStatus().isEmpty());
            var claims = List.of(processor.claimSegment(0), processor.claimSegment(0), processor.claimSegment(0));
            node.claims.lookAgain();
            for (var claim : claims) {
                claim.get(20, TimeUnit.SECONDS);
            }
            eventually().until(() -> processor.processingStatus().size() == 1);
        }
        arrive(10);
        assertThatAllWasHandledOnce();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("log-0"))
                .hasSize(1);
    }

    private PostgresEventProcessor started(int segments) {
        var processor = node.processor("log", segments, log);
        processor.start();
        eventually().until(() -> processor.processingStatus().size() == segments);
        return processor;
    }

    private void arrive(int ships) {
        for (var n = 0; n < ships; n++) {
            var ship = "ship-" + ++published;
            node.publish(ship, new ShipArrived(ship, published));
        }
    }

    private void assertThatAllWasHandledOnce() {
        eventually().until(() -> log.entries().size() >= published);
        assertThat(log.positions())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, published).boxed().toList());
    }
}
