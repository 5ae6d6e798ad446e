package io.mooring.eventstore.processing;

import static io.mooring.eventstore.processing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.TrackingTokens;
import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is far behind reads history by itself and then goes over to what the node reads, without loss or doubles. */
@Timeout(60)
class CatchUpIT {

    /** More than the node keeps in memory. */
    private static final int MANY = 20_000;

    private final EventStoreDatabase database = new EventStoreDatabase();

    @Test
    void from_far_behind_to_the_present_while_others_write() {
        try (var node = new ProcessingNode(database)) {
            var seen = new Seen();
            node.processor("log", 1, seen).start();
            eventually().until(() -> node.feed.position() == 0);
            insert(MANY);
            for (var n = 0; n < 50; n++) {
                node.publish("late-" + n, new ShipArrived("late-" + n, n));
            }

            eventually().until(() -> seen.loads.size() >= MANY + 50);
            assertThat(seen.positionsInOrder()).isEqualTo(numbers(MANY + 50));
        }
    }

    @Test
    void a_processor_that_is_new_on_a_long_history() {
        insert(MANY);
        try (var node = new ProcessingNode(database)) {
            var seen = new Seen();
            node.processor("log", 1, seen).start();
            eventually().until(() -> seen.loads.size() > 2_000);
            node.publish("late", new ShipArrived("late", 1));

            eventually().until(() -> seen.loads.size() >= MANY + 1);
            assertThat(seen.positionsInOrder()).isEqualTo(numbers(MANY + 1));
            assertThat(node.feed.position()).isEqualTo(MANY + 1);
        }
    }

    @Test
    void who_falls_behind_what_is_kept_in_memory_loses_nothing() throws Exception {
        try (var node = new ProcessingNode(database)) {
            var held = new CountDownLatch(1);
            var seen = new Seen();
            seen.first = () -> held.await(30, TimeUnit.SECONDS);
            node.processor("log", 1, seen).start();
            node.publish("first", new ShipArrived("first", 1));
            insert(MANY);
            node.publish("last", new ShipArrived("last", 1));
            eventually().until(() -> node.feed.position() == MANY + 2);
            assertThat(node.feed.after(1, 10)).as("no longer kept").isNull();
            held.countDown();

            eventually().until(() -> seen.loads.size() >= MANY + 2);
            assertThat(seen.positionsInOrder()).isEqualTo(numbers(MANY + 2));
        }
    }

    @Test
    void what_one_event_was_upcast_to_is_never_in_two_batches() {
        EventUpcaster dividing = events -> events.flatMap(event -> Stream.of(event, event, event));
        insert(3_000);
        try (var node = new ProcessingNode(database, Clock.systemUTC(), dividing)) {
            var seen = new Seen();
            node.processor("log", 1, seen).start();
            eventually().until(() -> seen.loads.size() >= 9_000);
            insert(500);
            node.publish("late", new ShipArrived("late", 1));

            eventually().until(() -> seen.loads.size() >= 10_503);
            assertThat(seen.loads).hasSize(10_503);
            assertThat(seen.largestBatch).hasValueGreaterThan(ProcessingNode.BATCH);
            assertThat(seen.torn).as("batches that end between two parts").hasValue(0);
        }
    }

    @Test
    void events_that_are_upcast_to_nothing_hide_none_of_those_that_follow() {
        EventUpcaster dropping = events -> events.filter(CatchUpIT::isRemarkable);
        insert(MANY);
        try (var node = new ProcessingNode(database, Clock.systemUTC(), dropping)) {
            var seen = new Seen();
            node.processor("log", 1, seen).start();
            eventually().until(() -> seen.loads.size() >= 4);
            insert(2 * 5_000);
            node.publish("ship", new ShipArrived("ship", 5_000));

            eventually().until(() -> seen.loads.size() >= 7);
            assertThat(seen.loads).containsExactly(5_000, 10_000, 15_000, 20_000, 5_000, 10_000, 5_000);
        }
    }

    private static boolean isRemarkable(IntermediateEventRepresentation event) {
        var id = event.getMessageIdentifier();
        return !id.startsWith("bulk") || Integer.parseInt(id.replaceFirst(".*-", "")) % 5_000 == 0;
    }

    private static List<Long> numbers(int upTo) {
        return LongStream.rangeClosed(1, upTo).boxed().toList();
    }

    private int bulks;

    /** So many ships with loads of 1, 2, and so on. */
    private void insert(int ships) {
        var bulk = "bulk-" + ++bulks + "-";
        database.jdbc.sql("""
                insert into domain_event (event_id, aggregate_type, aggregate_id, sequence_number, occurred_at, event_type,
                                          revision, payload, metadata)
                select :bulk || n, 'Port', :bulk || n, 0, now(), 'port.ShipArrived', '1',
                       jsonb_build_object('ship', :bulk || n, 'load', n), '{}' from generate_series(1, :ships) n
                """).param("bulk", bulk).param("ships", ships).update();
    }

    /** Notes in memory, for in these tests nothing is rolled back. */
    private static final class Seen implements EventMessageHandler {

        interface Pause {
            boolean take() throws InterruptedException;
        }

        final List<Integer> loads = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> positions = Collections.synchronizedList(new ArrayList<>());
        private volatile Pause first = () -> true;
        private final AtomicInteger largestBatch = new AtomicInteger();
        private final AtomicInteger torn = new AtomicInteger();

        @Override
        public Object handle(EventMessage<?> event) throws InterruptedException {
            if (loads.isEmpty()) {
                first.take();
            }
            var work = (BatchingUnitOfWork<?>) CurrentUnitOfWork.get();
            if (work.isFirstMessage()) {
                var batch = work.getMessages();
                largestBatch.accumulateAndGet(batch.size(), Math::max);
                torn.addAndGet(batch.size() % 3);
            }
            positions.add(TrackingTokens.after(((TrackedEventMessage<?>) event).trackingToken()));
            loads.add(((ShipArrived) ((DomainEventMessage<?>) event).getPayload()).load());
            return event;
        }

        List<Long> positionsInOrder() {
            return List.copyOf(positions);
        }
    }
}
