package io.mooring.eventstore.processing;

import static io.mooring.eventstore.processing.Eventually.eventually;
import static io.mooring.eventstore.processing.ProcessingNode.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import io.mooring.eventstore.processing.PortEvent.ShipLeft;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a processor stands, what it says of it, and when it writes it down. */
@Timeout(60)
class PositionsIT {

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final ProcessingNode node = new ProcessingNode(database);
    private final Logbook log = Logbook.of(node, "log").when(event -> event.getPayloadType() == ShipLeft.class);
    private final PostgresEventProcessor processor = node.processor("log", 1, log);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void events_of_no_interest_move_it_in_memory_and_a_stop_writes_that_down() {
        processor.start();
        eventually().until(() -> !processor.lag().isEmpty());
        node.dataSource.clear();

        arrive(30);

        eventually().until(() -> current() == 30);
        assertThat(node.dataSource.containing("UPDATE token_entry")).isEmpty();
        assertThat(stored()).isEqualTo(-1);
        processor.shutDown();
        assertThat(stored()).isEqualTo(30);
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void it_is_written_down_when_things_are_quiet_too() {
        processor.start();
        eventually().until(() -> !processor.lag().isEmpty());

        arrive(3);

        eventually().untilAsserted(() -> assertThat(stored()).isEqualTo(3));
    }

    @Test
    void an_event_of_interest_takes_it_past_those_around_it() {
        arrive(2);
        node.publish("leaving", new ShipArrived("leaving", 1), new ShipLeft("leaving"), new ShipArrived("leaving", 2));
        processor.start();

        eventually().until(() -> stored() == 5);
        assertThat(log.positions()).containsExactly(4L);
    }

    @Test
    void numbers_that_were_rolled_back_are_not_lag() {
        processor.start();
        arrive(2);
        node.publish("undone", true, new ShipArrived("undone", 1), new ShipArrived("undone", 2));
        node.publish("last", true, new ShipLeft("last"));
        assertThat(node.store.engine().head()).isEqualTo(5);

        eventually().until(() -> current() == 2);
        assertThat(node.feed.position()).isEqualTo(2);
        assertThat(processor.lag()).isEqualTo(Map.of(0, 0L));
    }

    @Test
    void lag_is_how_far_the_log_is_ahead() throws Exception {
        var held = new CountDownLatch(1);
        var handling = new CountDownLatch(1);
        log.then(entry -> {
            handling.countDown();
            held.await(20, TimeUnit.SECONDS);
        });
        processor.start();
        node.publish("leaving", new ShipArrived("leaving", 1), new ShipLeft("leaving"));
        assertThat(handling.await(20, TimeUnit.SECONDS)).isTrue();
        arrive(7);

        eventually().untilAsserted(() -> assertThat(processor.lag().get(0)).isBetween(7L, 9L));
        held.countDown();

        eventually().untilAsserted(() -> assertThat(processor.lag()).isEqualTo(Map.of(0, 0L)));
    }

    @Test
    void the_status_tells_segments_positions_and_that_it_has_caught_up() {
        assertThat(processor.processingStatus()).isEmpty();
        processor.start();
        arrive(3);

        eventually().until(() -> current() == 3);
        var status = status(processor, 0);
        eventually().until(() -> status(processor, 0).isCaughtUp());
        assertThat(status.getSegment().getMask()).isZero();
        assertThat(status.isReplaying()).isFalse();
        assertThat(status.isErrorState()).isFalse();
        assertThat(processor.isRunning()).isTrue();
        assertThat(processor.supportsReset()).isTrue();
        assertThat(processor.getTokenStoreIdentifier()).isNotBlank();
        processor.shutDown();
        assertThat(processor.processingStatus()).isEmpty();
    }

    private void arrive(int ships) {
        for (var n = 0; n < ships; n++) {
            node.publish("ship-" + n, new ShipArrived("ship-" + n, n));
        }
    }

    private long current() {
        var status = processor.processingStatus().get(0);
        return status == null ? -2 : status.getCurrentPosition().orElse(-2);
    }

    private long stored() {
        return database.jdbc
                .sql("select (convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint from token_entry"
                        + " where processor_name = 'log'")
                .query(Long.class)
                .optional()
                .orElse(-2L);
    }
}
