package io.mooring.eventstore.processing;

import static io.mooring.eventstore.processing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers are told of a commit and need not ask; who does not hear asks, and nobody asks much. */
@Timeout(60)
class WakeUpIT {

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final ProcessingNode here = new ProcessingNode(database);
    private final ProcessingNode there = new ProcessingNode(database);
    private final Logbook log = Logbook.of(here, "log");

    @AfterEach
    void stop() {
        there.close();
        here.close();
    }

    /** A fraction of the time between two looks of a node that hears. */
    private static ConditionFactory longBeforeThePoll() {
        return eventually().atMost(Duration.ofSeconds(2)); // the poll comes every four
    }

    @Test
    void a_commit_on_another_node_wakes_this_one() {
        startHere();
        for (var n = 1; n <= 8; n++) {
            var ship = "ship-" + n;
            there.feed.start();
            there.publish(ship, new ShipArrived(ship, 1));

            longBeforeThePoll().until(() -> log.ships().contains(ship));
        }
    }

    @Test
    void a_commit_on_this_node_wakes_it_at_once() {
        startHere();
        for (var n = 1; n <= 8; n++) {
            var ship = "ship-" + n;
            here.publish(ship, new ShipArrived(ship, 1));

            longBeforeThePoll().until(() -> log.ships().contains(ship));
        }
    }

    @Test
    void what_nobody_announced_is_found_by_the_poll() {
        startHere();

        there.publish("ship", new ShipArrived("ship", 1)); // its feed, which announces, was not started

        eventually().until(() -> log.ships().contains("ship"));
    }

    @Test
    void a_listening_connection_that_is_killed_is_opened_again_and_nothing_is_lost() {
        startHere();
        there.feed.start();
        var killed = database.jdbc
                .sql("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where application_name = 'mooring-listener' and datname = current_database()")
                .query(Integer.class)
                .single();
        assertThat(killed).isEqualTo(2);
        eventually().until(() -> !here.notifications.isConnected());
        there.publish("unheard", new ShipArrived("unheard", 1));

        eventually().until(() -> log.ships().contains("unheard"));
        eventually().until(() -> here.notifications.isConnected() && there.notifications.isConnected());
        there.publish("heard", new ShipArrived("heard", 1));
        longBeforeThePoll().until(() -> log.ships().contains("heard"));
        assertThat(log.ships()).containsExactly("unheard", "heard");
    }

    @Test
    void a_transaction_of_somebody_else_holds_events_back_and_its_end_releases_them_within_moments() throws Exception {
        startHere();
        try (var elsewhere = database.dataSource.getConnection();
                var statement = elsewhere.createStatement()) {
            elsewhere.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock_shared((28018::bigint << 48) + event_head())");
            here.publish("held", new ShipArrived("held", 1));
            assertThat(here.store.engine().horizon()).isZero();
            // Long enough for the pauses between two looks to have grown
            eventually().during(Duration.ofMillis(500)).until(() -> log.ships().isEmpty());

            elsewhere.rollback();

            longBeforeThePoll().until(() -> log.ships().contains("held"));
        }
    }

    @Test
    void an_idle_node_asks_less_than_once_a_second() {
        for (var n = 0; n < 5; n++) {
            here.processor("log-" + n, 1, Logbook.of(here, "log-" + n)).start();
        }
        here.publish("ship", new ShipArrived("ship", 1));
        for (var n = 0; n < 5; n++) {
            var each = Logbook.of(here, "log-" + n);
            eventually().until(() -> each.ships().contains("ship"));
        }
        // What is still to be said of the last commit
        eventually().until(() -> !here.dataSource.containing("pg_notify").isEmpty());
        here.dataSource.clear();

        eventually()
                .during(Duration.ofSeconds(6))
                .atMost(Duration.ofSeconds(8))
                .until(() -> here.dataSource.all().size() <= 6);
        assertThat(here.dataSource.all()).as("it does look").isNotEmpty();
    }

    @Test
    void a_node_goes_on_after_its_feed_was_closed_and_started_again() throws Exception {
        startHere();
        here.publish("first", new ShipArrived("first", 1));
        eventually().until(() -> log.ships().contains("first"));
        here.feed.close();
        here.publish("second", new ShipArrived("second", 1));

        here.feed.start();
        here.publish("third", new ShipArrived("third", 1));

        eventually().atMost(10, TimeUnit.SECONDS).until(() -> log.ships().contains("third"));
        assertThat(log.ships()).containsExactly("first", "second", "third");
    }

    private void startHere() {
        var processor = here.processor("log", 1, log);
        processor.start();
        eventually().until(() -> processor.processingStatus().containsKey(0));
        eventually().until(() -> here.notifications.isConnected() && there.notifications.isConnected());
    }
}
