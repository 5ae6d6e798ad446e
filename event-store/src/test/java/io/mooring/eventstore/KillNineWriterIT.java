package io.mooring.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.eventstore.Life.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A writer is killed with signal 9 at every point around its appends and commits, again and again: what it was told is stored is, and nothing else. */
@Timeout(300)
class KillNineWriterIT {

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final PostgresEventStorageEngine engine = database.engine();

    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> inDoubt = new HashSet<>();
    private final List<DomainEventMessage<?>> read = new ArrayList<>();
    private @Nullable TrackingToken token;
    private int lives;

    @ParameterizedTest
    @EnumSource(Sending.class)
    void a_killed_writer_leaves_what_was_acknowledged_and_nothing_that_was_not_committed(Sending sending) {
        for (var point : List.of(
                DeathPoint.BEFORE_APPEND, DeathPoint.AFTER_APPEND, DeathPoint.BEFORE_COMMIT, DeathPoint.AFTER_COMMIT)) {
            for (var pass : new int[] {1, 2, 3, 8}) {
                var tried = killAt(sending, point, pass);

                // The point says whether the last transaction is there
                if (point == DeathPoint.AFTER_COMMIT
                        || (sending == Sending.WITH_THE_COMMIT && point != DeathPoint.BEFORE_APPEND)) {
                    acknowledged.addAll(tried);
                }
                assertThat(stored()).as(point + " " + pass).hasSameElementsAs(acknowledged);
                readOn();
            }
        }
        liveToTheEnd(sending);

        assertThat(stored()).hasSameElementsAs(acknowledged);
        assertEverythingIsReadOnceAndInOrder();
    }

    @ParameterizedTest
    @EnumSource(Sending.class)
    void a_writer_killed_in_full_flight_leaves_whole_transactions_only(Sending sending) {
        for (var acknowledgements = 1; acknowledgements <= 61; acknowledgements += 12) {
            var tried = killAfter(sending, acknowledgements);

            var stored = stored();
            assertThat(stored).containsAll(acknowledged);
            if (stored.containsAll(tried)) {
                acknowledged.addAll(tried); // the commit came through, the acknowledgement did not
            }
            assertThat(stored).hasSameElementsAs(acknowledged);
            readOn();
        }
        liveToTheEnd(sending);

        assertThat(stored()).hasSameElementsAs(acknowledged);
        assertEverythingIsReadOnceAndInOrder();
    }

    /** The events of the transaction in which it was killed. */
    private Set<String> killAt(Sending sending, DeathPoint point, int pass) {
        lives++;
        try (var writer =
                MortalProcess.start(WriterLife.class, Life.arguments(database, lives, sending, point, pass))) {
            writer.toTheEnd().forEach(this::note);
            assertThat(writer.kill()).as("killed at " + point).isEqualTo(MortalProcess.KILLED);
        }
        awaitItsConnectionsToEnd();
        return takeInDoubt();
    }

    private Set<String> killAfter(Sending sending, int acknowledgements) {
        lives++;
        try (var writer = MortalProcess.start(WriterLife.class, Life.arguments(database, lives, sending, null, 1))) {
            for (var heard = 0; heard < acknowledgements; ) {
                var line = writer.next().orElseThrow();
                note(line);
                heard += line.startsWith(WriterLife.COMMITTED) ? 1 : 0;
            }
            assertThat(writer.kill()).as("killed in full flight").isEqualTo(MortalProcess.KILLED);
            writer.toTheEnd().forEach(this::note);
        }
        awaitItsConnectionsToEnd();
        return takeInDoubt();
    }

    private void liveToTheEnd(Sending sending) {
        lives++;
        try (var writer = MortalProcess.start(WriterLife.class, Life.arguments(database, lives, sending, null, 1))) {
            writer.toTheEnd().forEach(this::note);
            assertThat(writer.exitValue()).isZero();
        }
        readOn();
    }

    private void note(String line) {
        var words = Arrays.asList(line.split(" "));
        var identifiers = words.subList(1, words.size());
        switch (words.getFirst()) {
            case WriterLife.TRIED -> inDoubt.addAll(identifiers);
            case WriterLife.COMMITTED -> {
                acknowledged.addAll(identifiers);
                inDoubt.clear();
            }
            case WriterLife.TAKEN_BACK -> inDoubt.clear();
            default -> throw new IllegalStateException(line);
        }
    }

    private Set<String> takeInDoubt() {
        var taken = Set.copyOf(inDoubt);
        inDoubt.clear();
        return taken;
    }

    private List<String> stored() {
        return database.jdbc
                .sql("select event_id from domain_event order by global_index")
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** As a processor does that lives all the time: always on from the last token. */
    private void readOn() {
        try (var events = engine.readEvents(token, false)) {
            events.forEach(event -> {
                token = event.trackingToken();
                read.add((DomainEventMessage<?>) event);
            });
        }
    }

    private void assertEverythingIsReadOnceAndInOrder() {
        assertThat(read).extracting(DomainEventMessage::getIdentifier).containsExactlyElementsOf(stored());
        Map<String, Long> next = new HashMap<>();
        for (var event : read) {
            assertThat(event.getSequenceNumber())
                    .as(event.getIdentifier())
                    .isEqualTo(next.merge(event.getAggregateIdentifier(), 1L, Long::sum) - 1);
        }
    }

    private void awaitItsConnectionsToEnd() {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> database.jdbc
                                .sql("select count(*) from pg_stat_activity where application_name = ?")
                                .param(Life.application(lives))
                                .query(Integer.class)
                                .single()
                        == 0);
    }
}
