package io.mooring.eventstore.processing;

import static io.mooring.eventstore.processing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.processing.PortEvent.ShipArrived;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A segment is worked on by one node at a time, and soon by another when that one is gone. */
@Timeout(60)
class ClaimsIT {

    private final SettableClock clock = new SettableClock();
    private final EventStoreDatabase database = new EventStoreDatabase();
    private final ProcessingNode here = new ProcessingNode(database, clock, NoOpEventUpcaster.INSTANCE);
    private final ProcessingNode there = new ProcessingNode(database, clock, NoOpEventUpcaster.INSTANCE);
    private final Logbook log = Logbook.of(here, "log");
    private final PostgresEventProcessor hereProcessor = here.processor("log", 1, log);
    private final PostgresEventProcessor thereProcessor = there.processor("log", 1, Logbook.of(there, "log"));

    @BeforeEach
    void tellAxonTheTime() {
        AbstractTokenEntry.clock = clock;
    }

    @AfterEach
    void stop() {
        there.close();
        here.close();
        AbstractTokenEntry.clock = Clock.systemUTC();
    }

    @Test
    void a_claim_that_is_kept_up_is_left_alone() {
        hereProcessor.start();
        eventually().until(() -> works(hereProcessor));
        thereProcessor.start();
        for (var n = 0; n < 5; n++) {
            clock.advance(ProcessingNode.CLAIM_TIMEOUT.minusSeconds(1));
            var kept = clock.instant();
            here.claims.lookAgain();
            eventually()
                    .untilAsserted(() -> assertThat(claimedAt("log"))
                            .startsWith(kept.toString().substring(0, 19)));
            there.claims.lookAgain();
        }

        here.publish("ship", new ShipArrived("ship", 1));

        eventually().until(() -> log.ships().contains("ship"));
        assertThat(works(hereProcessor)).isTrue();
        assertThat(works(thereProcessor)).isFalse();
    }

    @Test
    void what_a_killed_node_has_claimed_is_taken_over_at_the_next_look() {
        hereProcessor.start();
        here.publish("first", new ShipArrived("first", 1));
        eventually().until(() -> log.ships().contains("first"));
        thereProcessor.start();

        here.kill();

        eventually().atMost(Duration.ofSeconds(7)).until(() -> works(thereProcessor));
        there.publish("second", new ShipArrived("second", 1));
        eventually().until(() -> log.ships().contains("second"));
        assertThat(log.ships()).containsExactly("first", "second");
    }

    @Test
    void what_a_node_has_claimed_that_fell_silent_is_taken_over_after_the_timeout() {
        hereProcessor.start();
        here.publish("first", new ShipArrived("first", 1));
        eventually().until(() -> log.ships().contains("first"));
        here.fallSilent();
        thereProcessor.start();
        there.publish("second", new ShipArrived("second", 1));
        eventually().until(() -> there.feed.position() == 2);
        assertThat(works(thereProcessor)).isFalse();

        clock.advance(ProcessingNode.CLAIM_TIMEOUT.plusSeconds(1));
        there.claims.lookAgain();

        eventually().until(() -> log.ships().contains("second"));
        assertThat(log.ships()).containsExactly("first", "second");
    }

    @Test
    void a_node_that_others_cannot_see_takes_nothing_from_one_that_they_can_not_see_either() {
        here.notifications.close();
        hereProcessor.start();
        eventually().until(() -> works(hereProcessor));
        there.notifications.close();
        eventually().until(() -> !there.presence.isShown());
        thereProcessor.start();
        there.publish("ship", new ShipArrived("ship", 1));

        eventually().until(() -> log.ships().contains("ship"));
        there.claims.lookAgain();
        eventually().until(() -> there.feed.position() == 1);

        assertThat(works(thereProcessor)).isFalse();
        assertThat(works(hereProcessor)).isTrue();
    }

    @Test
    void what_a_node_gives_back_when_it_stops_is_taken_over_at_the_next_look() {
        hereProcessor.start();
        here.publish("first", new ShipArrived("first", 1));
        eventually().until(() -> log.ships().contains("first"));
        thereProcessor.start();
        hereProcessor.shutDown();
        here.kill();

        eventually().atMost(Duration.ofSeconds(7)).until(() -> works(thereProcessor));
        there.publish("second", new ShipArrived("second", 1));

        eventually().until(() -> log.ships().contains("second"));
        assertThat(log.ships()).containsExactly("first", "second");
    }

    @Test
    void a_node_that_lost_its_claim_without_knowing_cannot_commit_its_batch() throws Exception {
        loseTheClaimInTheMidstOfABatch(() -> {});
    }

    @Test
    void nor_can_it_when_the_other_has_given_the_claim_back_meanwhile() throws Exception {
        loseTheClaimInTheMidstOfABatch(() -> {
            thereProcessor.shutDown();
            there.kill();
        });
    }

    /** The handler of this node stands still until the other has taken over, handled the event, and done what it will. */
    private void loseTheClaimInTheMidstOfABatch(Runnable after) throws Exception {
        var handling = new CountDownLatch(1);
        var resumed = new CountDownLatch(1);
        log.then(entry -> {
            handling.countDown();
            resumed.await(30, TimeUnit.SECONDS);
        });
        hereProcessor.start();
        here.publish("ship", new ShipArrived("ship", 1));
        assertThat(handling.await(20, TimeUnit.SECONDS)).isTrue();
        here.claims.close();
        clock.advance(ProcessingNode.CLAIM_TIMEOUT.plusSeconds(1));
        thereProcessor.start();
        eventually().until(() -> log.ships().contains("ship"));
        there.publish("next", new ShipArrived("next", 1));
        eventually().until(() -> log.ships().contains("next"));
        after.run();

        resumed.countDown();

        eventually().until(() -> !works(hereProcessor));
        assertThat(log.ships()).containsExactly("ship", "next");
        assertThat(position()).isEqualTo(2);
    }

    @Test
    void a_claim_that_nobody_on_the_node_works_on_is_taken_up_again() {
        hereProcessor.start();
        eventually().until(() -> works(hereProcessor));
        hereProcessor.shutDown();
        // As when the answer to a claim, or the commit of its release, is lost
        database.jdbc.sql("update token_entry set owner = ?").param(here.id).update();

        hereProcessor.start();
        here.publish("ship", new ShipArrived("ship", 1));

        eventually().until(() -> log.ships().contains("ship"));
    }

    @Test
    void a_claim_of_a_processor_that_has_stopped_is_not_kept_up() {
        here.processor("other", 1, Logbook.of(here, "other")).start();
        hereProcessor.start();
        eventually().until(() -> works(hereProcessor));
        hereProcessor.shutDown();
        database.jdbc
                .sql("update token_entry set owner = ?, timestamp = ? where processor_name = 'log'")
                .params(here.id, clock.instant().toString())
                .update();
        here.claims.lookAgain();
        clock.advance(ProcessingNode.CLAIM_TIMEOUT.plusSeconds(1));
        here.claims.lookAgain();
        var kept = clock.instant().toString().substring(0, 19);
        eventually().untilAsserted(() -> assertThat(claimedAt("other")).startsWith(kept));
        thereProcessor.start();

        eventually().until(() -> works(thereProcessor));
    }

    @Test
    void a_position_that_nobody_can_read_keeps_no_other_processor_from_its_work() {
        database.jdbc
                .sql("insert into token_entry (processor_name, segment, token, token_type, timestamp)"
                        + " values ('a-broken-one', 0, 'x', 'nobody.Knows', ?)")
                .param(clock.instant().toString())
                .update();
        here.processor("a-broken-one", 1, Logbook.of(here, "broken")).start();
        hereProcessor.start();

        here.publish("ship", new ShipArrived("ship", 1));

        eventually().until(() -> log.ships().contains("ship"));
    }

    private static boolean works(PostgresEventProcessor processor) {
        return processor.processingStatus().containsKey(0);
    }

    private String claimedAt(String processor) {
        return database.jdbc
                .sql("select timestamp from token_entry where processor_name = ?")
                .param(processor)
                .query(String.class)
                .single();
    }

    private long position() {
        return database.jdbc
                .sql("select (convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint from token_entry")
                .query(Long.class)
                .single();
    }
}
