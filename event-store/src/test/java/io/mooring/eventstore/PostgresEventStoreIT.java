package io.mooring.eventstore;

import static io.mooring.eventstore.EventStoreDatabase.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.HarbourEvent.ShipMoored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Readers are woken by the commit itself, on the committing thread, and see what was committed. */
class PostgresEventStoreIT {

    private static final ShipMoored MOORED = new ShipMoored("north", 120, Instant.EPOCH);

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final PostgresEventStore store = PostgresEventStore.on(database.engine());
    private final List<Integer> seenWhenWoken = new ArrayList<>();

    @Test
    void a_commit_wakes_a_sleeping_reader_which_sees_its_events() {
        try (var stream = sleeping()) {
            publish("ship-1", false);
            assertThat(seenWhenWoken).containsExactly(1);

            publish("ship-2", false);
            assertThat(seenWhenWoken).containsExactly(1, 2);
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void a_rollback_wakes_nobody() {
        try (var stream = sleeping()) {
            publish("ship-1", true);

            assertThat(seenWhenWoken).isEmpty();
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void inside_somebody_elses_transaction_readers_sleep_until_that_one_commits() {
        try (var stream = sleeping()) {
            database.transaction.executeWithoutResult(status -> {
                publish("ship-1", false);
                assertThat(seenWhenWoken).isEmpty();
            });

            assertThat(seenWhenWoken).containsExactly(1);
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void a_closed_reader_is_left_in_peace() {
        sleeping().close();

        publish("ship-1", false);

        assertThat(seenWhenWoken).isEmpty();
    }

    @Test
    void the_readers_own_slow_look_stays_for_the_commits_of_other_nodes() {
        try (var stream = store.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(() -> {})).isTrue();
            database.append(database.engine(), event("ship-1", 0, MOORED));

            assertThat(stream.hasNextAvailable()).isTrue();
        }
    }

    /** A reader that, when woken, takes everything there is and notes how much that is in all. */
    private TrackingEventStream sleeping() {
        var stream = store.openStream(null);
        var total = new int[1];
        stream.setOnAvailableCallback(() -> {
            var before = total[0];
            while (stream.hasNextAvailable()) {
                next(stream);
                total[0]++;
            }
            if (total[0] > before || seenWhenWoken.isEmpty()) {
                seenWhenWoken.add(total[0]);
            }
        });
        assertThat(stream.hasNextAvailable()).isFalse();
        return stream;
    }

    private static void next(TrackingEventStream stream) {
        try {
            stream.nextAvailable();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish(String aggregate, boolean rollback) {
        var transactions = new SpringTransactionManager(new DataSourceTransactionManager(database.dataSource));
        var work = DefaultUnitOfWork.startAndGet(null);
        work.attachTransaction(transactions);
        store.publish(event(aggregate, 0, MOORED));
        if (rollback) {
            work.rollback();
        } else {
            work.commit();
        }
    }
}
