package io.mooring.activation.query;

import static io.mooring.activation.query.ActivationHistory.SUBSCRIPTION;
import static io.mooring.activation.query.ActivationHistory.completedHistory;
import static io.mooring.activation.query.ActivationHistory.wholeLife;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;

class ActivationReplayTest {

    final ViewDatabase database = new ViewDatabase();
    final Stream stream = new Stream(new ActivationProjection(new ActivationRows(database.jdbc())));
    final ActivationQueries queries = new ActivationQueries(database.jdbc());

    @Test
    void the_version_grows_by_one_with_each_change() {
        var versions = new ArrayList<Long>();
        for (var event : Stream.of(completedHistory())) {
            stream.deliver(List.of(event));
            queries.handle(new FindCurrentActivation(SUBSCRIPTION)).ifPresent(view -> versions.add(view.version()));
        }

        assertThat(versions).containsExactly(2L, 3L, 4L, 5L, 5L, 6L, 7L, 7L, 8L, 9L, 10L);
    }

    @Test
    void an_event_that_comes_again_changes_nothing() {
        var history = Stream.of(completedHistory());
        stream.deliver(history);
        var once = database.rows();

        stream.deliver(history);

        assertThat(database.rows()).isEqualTo(once);
    }

    @Test
    void a_replay_gives_the_same_rows_twice() {
        var history = Stream.of(wholeLife());
        stream.deliver(history);
        var first = database.rows();
        assertThat(first.get("activation_view")).isNotEmpty();

        assertThat(rowsAfterReplay(history)).isEqualTo(first);
        assertThat(rowsAfterReplay(history)).isEqualTo(first);
    }

    @Test
    void aggregates_may_be_read_in_any_order_between_each_other() {
        var history = Stream.of(wholeLife());
        stream.deliver(history);
        var expected = database.rows();

        for (var seed = 0; seed < 10; seed++) {
            assertThat(rowsAfterReplay(interleaved(history, new Random(seed))))
                    .as("seed %s", seed)
                    .isEqualTo(expected);
        }
    }

    private java.util.Map<String, String> rowsAfterReplay(List<EventMessage<?>> history) {
        stream.reset();
        assertThat(database.rows().values()).allMatch(String::isEmpty);
        stream.deliver(history);
        return database.rows();
    }

    /** Keeps the order within each capability, as the event store keeps it within each aggregate. */
    private static List<EventMessage<?>> interleaved(List<EventMessage<?>> history, Random random) {
        var slots = new ArrayList<String>();
        history.forEach(event -> slots.add(event.getPayloadType().getPackageName()));
        Collections.shuffle(slots, random);
        var left = new ArrayList<>(history);
        return slots.stream()
                .<EventMessage<?>>map(slot -> {
                    var next = left.stream()
                            .filter(event ->
                                    event.getPayloadType().getPackageName().equals(slot))
                            .findFirst()
                            .orElseThrow();
                    left.remove(next);
                    return next;
                })
                .toList();
    }
}
