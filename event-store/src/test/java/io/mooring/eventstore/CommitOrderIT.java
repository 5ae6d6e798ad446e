package io.mooring.eventstore;

import static io.mooring.eventstore.EventStoreDatabase.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.eventstore.HarbourEvent.ShipMoored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A reader that remembers nothing but the number of the last event it saw never misses one, whatever writers do. */
@Timeout(60)
class CommitOrderIT {

    private static final ShipMoored MOORED = new ShipMoored("north", 120, Instant.EPOCH);
    private static final int WRITERS = 12;
    private static final int TRANSACTIONS = 60;

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final PostgresEventStorageEngine engine = database.engine();

    @Test
    void a_transaction_that_is_held_open_holds_up_readers_but_no_writer() throws Exception {
        var appended = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> database.transaction.execute(status -> {
                engine.appendEvents(event("slow", 0, MOORED));
                appended.countDown();
                return await(held);
            }));
            await(appended);
            database.append(engine, event("fast", 0, MOORED));

            assertThat(read(null)).as("nothing is read before the slow one").isEmpty();
            assertThat(engine.horizon()).isLessThan(engine.head());
            assertThat(engine.createHeadToken())
                    .as("who begins now misses nothing")
                    .isEqualTo(new GlobalSequenceTrackingToken(0));
            held.countDown();
            slow.get();
        }
        assertThat(aggregates(read(null))).containsExactly("slow", "fast");
        assertThat(engine.horizon()).isEqualTo(engine.head());
    }

    @Test
    void a_horizon_is_refused_to_a_snapshot_that_is_older_than_it() {
        var repeatable = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource));
        repeatable.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        assertThatThrownBy(() -> repeatable.execute(status -> engine.horizon()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("READ COMMITTED");
    }

    @Test
    void the_numbers_of_a_transaction_that_is_rolled_back_hold_nobody_up() {
        database.append(engine, event("before", 0, MOORED));
        database.transaction.executeWithoutResult(status -> {
            engine.appendEvents(event("undone", 0, MOORED), event("undone", 1, MOORED));
            status.setRollbackOnly();
        });
        database.append(engine, event("after", 0, MOORED));

        assertThat(aggregates(read(null))).containsExactly("before", "after");
        assertThat(TrackingTokens.position(engine.createHeadToken())).contains(4L);
    }

    @Test
    void a_reader_racing_many_writers_and_rollbacks_sees_every_event_once_and_in_order() throws Exception {
        var committed = new AtomicInteger();
        var writing = new AtomicInteger(WRITERS);
        try (var threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            var reader = threads.submit(() -> readUntil(writing));
            var writers = IntStream.range(0, WRITERS)
                    .<Callable<Void>>mapToObj(writer -> () -> {
                        try {
                            write(writer, committed);
                        } finally {
                            writing.decrementAndGet();
                        }
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }

            var seen = reader.get();
            assertThat(seen).hasSize(committed.get()).doesNotHaveDuplicates();
            assertThat(seen).isSorted();
            assertThat(seen)
                    .isEqualTo(database.jdbc
                            .sql("select global_index from domain_event order by global_index")
                            .query(Long.class)
                            .list());
        }
    }

    private void write(int writer, AtomicInteger committed) {
        var random = new Random(writer);
        for (var i = 0; i < TRANSACTIONS; i++) {
            var size = 1 + random.nextInt(3);
            var undone = random.nextInt(4) == 0;
            var aggregate = "w-" + writer + "-" + i;
            database.transaction.executeWithoutResult(status -> {
                for (var n = 0; n < size; n++) {
                    engine.appendEvents(event(aggregate, n, MOORED));
                }
                if (undone) {
                    status.setRollbackOnly();
                }
            });
            if (!undone) {
                committed.addAndGet(size);
            }
        }
    }

    /** As a processor does: always on from the last token, never back. */
    private List<Long> readUntil(AtomicInteger writing) {
        var seen = new ArrayList<Long>();
        TrackingToken last = null;
        boolean done;
        do {
            done = writing.get() == 0;
            for (var event : read(last)) {
                last = event.trackingToken();
                seen.add(TrackingTokens.position(last).orElseThrow());
            }
        } while (!done);
        return seen;
    }

    private List<? extends TrackedEventMessage<?>> read(@Nullable TrackingToken after) {
        try (var events = engine.readEvents(after, false)) {
            return events.toList();
        }
    }

    private static List<String> aggregates(List<? extends TrackedEventMessage<?>> events) {
        return events.stream()
                .map(read -> ((DomainEventMessage<?>) read).getAggregateIdentifier())
                .toList();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
