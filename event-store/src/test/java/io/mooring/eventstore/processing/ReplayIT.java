package io.mooring.eventstore.processing;

import static io.mooring.eventstore.processing.Eventually.eventually;
import static io.mooring.eventstore.processing.ProcessingNode.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import io.mooring.eventstore.processing.PortEvent.ShipLeft;
import io.mooring.eventstore.processing.PortEvent.ShipUnloaded;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayStatus;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.ResetHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A processor begins again, and its handlers know which events they have seen before. */
@Timeout(60)
class ReplayIT {

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final ProcessingNode node = new ProcessingNode(database);
    private final Harbour harbour = new Harbour(node.jdbc);
    private final PostgresEventProcessor processor = node.processor("harbour", 1, harbour);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void all_events_are_handled_again_as_replayed_ones_and_new_ones_as_new() {
        for (var n = 1; n <= 5; n++) {
            node.publish("ship-" + n, new ShipArrived("ship-" + n, n));
        }
        processor.start();
        eventually().until(() -> harbour.arrivals().size() == 5);
        processor.shutDown();

        processor.resetTokens();
        assertThat(harbour.arrivals()).as("@ResetHandler").isEmpty();
        node.publish("ship-6", new ShipArrived("ship-6", 6));
        processor.start();

        eventually().until(() -> harbour.arrivals().size() == 6);
        assertThat(harbour.arrivals())
                .containsExactly(
                        "ship-1 REPLAY true",
                        "ship-2 REPLAY true",
                        "ship-3 REPLAY true",
                        "ship-4 REPLAY true",
                        "ship-5 REPLAY true",
                        "ship-6 REGULAR false");
        eventually().until(() -> !status(processor, 0).isReplaying());
    }

    @Test
    void what_may_not_be_replayed_is_not() {
        node.publish("ship", new ShipUnloaded("ship", 1), new ShipLeft("ship"));
        processor.start();
        eventually().until(() -> harbour.letters.size() == 1 && harbour.departures.size() == 1);
        processor.shutDown();
        processor.resetTokens();
        processor.start();
        node.publish("next", new ShipUnloaded("next", 2));

        eventually().until(() -> harbour.letters.size() == 2);
        assertThat(harbour.letters).containsExactly("ship", "next");
        assertThat(harbour.departures).containsExactly("ship", "ship");
    }

    @Test
    void it_begins_at_the_position_that_is_given() {
        for (var n = 1; n <= 5; n++) {
            node.publish("ship-" + n, new ShipArrived("ship-" + n, n));
        }
        processor.start();
        eventually().until(() -> harbour.arrivals().size() == 5);
        processor.shutDown();

        processor.resetTokens(new GlobalSequenceTrackingToken(3));
        processor.start();

        eventually().until(() -> harbour.arrivals().size() == 2);
        assertThat(harbour.arrivals()).containsExactly("ship-4 REPLAY true", "ship-5 REPLAY true");
    }

    @Test
    void a_replay_that_is_interrupted_goes_on_as_a_replay() {
        insert(2_000);
        processor.start();
        eventually().until(() -> harbour.arrivals().size() == 2_000);
        processor.shutDown();
        processor.resetTokens();
        processor.start();
        eventually().until(() -> !harbour.arrivals().isEmpty());
        processor.shutDown();
        assertThat(harbour.arrivals()).hasSizeLessThanOrEqualTo(2_000);

        processor.start();

        eventually().until(() -> harbour.arrivals().size() == 2_000);
        assertThat(harbour.arrivals()).allMatch(line -> line.endsWith("REPLAY true"));
    }

    @Test
    void whether_a_replay_is_under_way_any_node_can_tell() {
        var replays = new RunningReplays(database.dataSource, node.serializer);
        for (var n = 1; n <= 5; n++) {
            node.publish("ship-" + n, new ShipArrived("ship-" + n, n));
        }
        processor.start();
        eventually().until(() -> harbour.arrivals().size() == 5);
        processor.shutDown();
        assertThat(replays.isUnderWay(List.of("harbour"))).isFalse();

        processor.resetTokens();
        assertThat(replays.isUnderWay(List.of("harbour"))).isTrue();
        assertThat(replays.isUnderWay(List.of("lighthouse"))).isFalse();
        assertThat(replays.isUnderWay(List.of("lighthouse", "harbour"))).isTrue();

        processor.start();
        eventually().until(() -> !replays.isUnderWay(List.of("harbour")));
        assertThat(harbour.arrivals()).hasSize(5);
    }

    @Test
    void a_running_processor_is_not_reset() {
        processor.start();

        assertThatThrownBy(processor::resetTokens)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("shut down");
    }

    @Test
    void a_reset_that_fails_leaves_everything_as_it_was() {
        node.publish("ship", new ShipArrived("ship", 1));
        processor.start();
        eventually().until(() -> harbour.arrivals().size() == 1);
        processor.shutDown();
        harbour.resetFails = true;

        assertThatThrownBy(processor::resetTokens).isInstanceOf(RuntimeException.class);

        assertThat(harbour.arrivals()).hasSize(1);
        processor.start();
        node.publish("next", new ShipArrived("next", 1));
        eventually().until(() -> harbour.arrivals().size() == 2);
        assertThat(harbour.arrivals()).containsExactly("ship REGULAR false", "next REGULAR false");
    }

    private void insert(int ships) {
        database.jdbc.sql("""
                insert into domain_event (event_id, aggregate_type, aggregate_id, sequence_number, occurred_at, event_type,
                                          revision, payload, metadata)
                select 'e' || n, 'Port', 'ship-' || n, 0, now(), 'port.ShipArrived', '1',
                       jsonb_build_object('ship', 'ship-' || n, 'load', n), '{}' from generate_series(1, :ships) n
                """).param("ships", ships).update();
    }

    /** Keeps arrivals in a table, and letters that were sent in memory, as the world does. */
    static final class Harbour {

        private final JdbcClient jdbc;
        final List<String> letters = new CopyOnWriteArrayList<>();
        final List<String> departures = new CopyOnWriteArrayList<>();
        private volatile boolean resetFails;

        Harbour(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql("create table arrival (line bigint generated always as identity, text text)")
                    .update();
        }

        @EventHandler
        void on(ShipArrived event, ReplayStatus status, EventMessage<?> message) {
            jdbc.sql("insert into arrival (text) values (?)")
                    .param(event.ship() + " " + status + " " + ReplayToken.isReplay(message))
                    .update();
        }

        @EventHandler
        @DisallowReplay
        void on(ShipUnloaded event) {
            letters.add(event.ship());
        }

        @EventHandler
        void on(ShipLeft event) {
            departures.add(event.ship());
        }

        @ResetHandler
        void reset() {
            jdbc.sql("delete from arrival").update();
            if (resetFails) {
                throw new IllegalStateException("in the midst of it");
            }
        }

        List<String> arrivals() {
            return jdbc.sql("select text from arrival order by line").query(String.class).list().stream()
                    .map(Objects::requireNonNull)
                    .toList();
        }
    }
}
