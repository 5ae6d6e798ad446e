package io.mooring.eventstore;

import static io.mooring.eventstore.StoredHarbour.MOORED;
import static io.mooring.eventstore.StoredHarbour.eventAt;
import static io.mooring.eventstore.StoredHarbour.ids;
import static io.mooring.eventstore.StoredHarbour.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader of the whole log may expect, wherever it begins. */
class LogContractIT {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final StoredHarbour harbour = new StoredHarbour();
    private final PostgresEventStorageEngine engine = harbour.engine;

    @Test
    void without_a_token_everything_is_read_in_the_order_of_appending() {
        var first = stream("ship", 0, 2);
        var second = stream("other", 0, 0);
        var third = stream("ship", 3, 3);
        harbour.append(first);
        harbour.append(second);
        harbour.append(third);

        assertThat(harbour.idsAfter(null)).isEqualTo(ids(concat(first, second, third)));
    }

    @Test
    void reading_goes_on_after_the_event_whose_token_it_is() {
        var events = stream("ship", 0, 3);
        harbour.append(events);

        var read = all();
        for (var i = 0; i < read.size(); i++) {
            assertThat(harbour.idsAfter(read.get(i).trackingToken())).isEqualTo(ids(events.subList(i + 1, 4)));
        }
    }

    @Test
    void tokens_rise_with_the_order_and_none_comes_twice() {
        harbour.append(stream("ship", 0, 120));
        harbour.append(stream("other", 0, 3));

        var positions = all().stream()
                .map(read -> TrackingTokens.position(read.trackingToken()).orElseThrow())
                .toList();
        assertThat(positions).hasSize(125).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 101, 500, 501, 2100, 2101})
    void a_log_of_any_length_is_read_to_its_last_event_in_every_way_there_is(int length) {
        harbour.append(stream("ship", 0, length - 2));
        var last = GenericEventMessage.asEventMessage(MOORED);
        harbour.append(last);

        var read = harbour.idsAfter(null);
        assertThat(read).hasSize(length).endsWith(last.getIdentifier());
        assertThat(ids(engine.readRange(-1, engine.horizon(), length))).isEqualTo(read);
        try (var scan = engine.scan(-1, engine.horizon())) {
            assertThat(ids(scan.next(length + 1))).isEqualTo(read);
            assertThat(scan.position()).isEqualTo(engine.horizon());
        }
    }

    @Test
    void numbers_that_nobody_used_are_passed_over_at_the_beginning_and_in_the_middle() {
        harbour.rollBack(stream("undone", 0, 2500));
        harbour.append(stream("ship", 0, 149));
        harbour.rollBack(stream("undone", 0, 2500));
        harbour.append(stream("ship", 150, 299));

        assertThat(all())
                .hasSize(300)
                .extracting(TrackedEventMessage::getIdentifier)
                .isEqualTo(ids(engine.readEvents("ship", 0).asStream().toList()));
    }

    @Test
    void a_reader_with_an_open_stream_sees_what_is_appended_behind_it() {
        harbour.append(stream("ship", 0, 99));
        try (var open = engine.readEvents(null, false)) {
            var reader = open.iterator();
            for (var i = 0; i < 99; i++) {
                reader.next();
            }
            harbour.append(stream("ship", 100, 101));

            assertThat(reader).toIterable().hasSize(3);
        }
    }

    @Test
    void a_stream_opened_on_an_empty_log_sees_the_first_event() {
        try (var open = engine.readEvents(null, false)) {
            harbour.append(stream("ship", 0, 0));

            assertThat(open.findFirst()).isPresent();
        }
    }

    @Test
    void the_tail_is_before_everything_and_the_head_behind_it() {
        assertThat(harbour.idsAfter(engine.createHeadToken())).isEmpty();
        var events = stream("ship", 0, 2);
        harbour.append(events);

        assertThat(harbour.idsAfter(engine.createTailToken())).isEqualTo(ids(events));
        assertThat(harbour.idsAfter(engine.createHeadToken())).isEmpty();
    }

    @Test
    void a_token_at_a_time_is_before_the_first_event_that_happened_then_or_later() {
        var events = List.of(
                eventAt("ship", 0, NOON),
                eventAt("ship", 1, NOON.plusSeconds(10)),
                eventAt("ship", 2, NOON.plusSeconds(20)));
        harbour.append(events);

        assertThat(idsAt(NOON.minusSeconds(1))).isEqualTo(ids(events));
        assertThat(idsAt(NOON)).as("at the very time").isEqualTo(ids(events));
        assertThat(idsAt(NOON.plusSeconds(5))).as("between two").isEqualTo(ids(events.subList(1, 3)));
        assertThat(idsAt(NOON.plusSeconds(20))).isEqualTo(ids(events.subList(2, 3)));
        assertThat(idsAt(NOON.plusSeconds(21))).as("behind all").isEmpty();
    }

    @Test
    void a_token_at_a_time_skips_no_event_of_that_time_though_clocks_run_apart() {
        var events = List.of(
                eventAt("ship", 0, NOON),
                eventAt("ship", 1, NOON.plusSeconds(10)),
                eventAt("ship", 2, NOON.plusSeconds(20)),
                eventAt("ship", 3, NOON.plusSeconds(15)),
                eventAt("ship", 4, NOON.plusSeconds(12)));
        harbour.append(events);

        assertThat(idsAt(NOON.plusSeconds(15))).isEqualTo(ids(events.subList(2, 5)));
    }

    @Test
    void a_token_at_the_time_of_an_event_is_before_it_however_fine_the_clock_was() {
        var fine = eventAt("ship", 0, NOON.plusNanos(123_456_789));
        harbour.append(fine);

        assertThat(idsAt(fine.getTimestamp())).containsExactly(fine.getIdentifier());
    }

    @Test
    void a_token_at_a_time_on_an_empty_log_is_its_beginning() {
        var at = engine.createTokenAt(NOON);
        harbour.append(stream("ship", 0, 0));

        assertThat(harbour.idsAfter(at)).hasSize(1);
    }

    @Test
    void a_wrapped_token_reads_on_from_its_lower_bound() {
        harbour.append(stream("ship", 0, 3));
        var tokens = all().stream().map(TrackedEventMessage::trackingToken).toList();
        var replay = ReplayToken.createReplayToken(tokens.get(3), tokens.get(1));

        assertThat(harbour.idsAfter(replay)).hasSize(2);
        assertThat(harbour.idsAfter(ReplayToken.createReplayToken(tokens.get(3))))
                .as("a replay that has not begun")
                .hasSize(4);
        assertThat(harbour.idsAfter(new MergedTrackingToken(tokens.get(2), tokens.get(0))))
                .hasSize(3);
    }

    @Test
    void a_token_of_another_store_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> harbour.idsAfter(GapAwareTrackingToken.newInstance(7, List.of(5L))))
                .withMessageContaining("Not a token of this store");
        assertThat(TrackingTokens.position(new GlobalSequenceTrackingToken(7))).contains(7L);
    }

    private List<? extends TrackedEventMessage<?>> all() {
        try (var events = engine.readEvents(null, false)) {
            return events.toList();
        }
    }

    private List<String> idsAt(Instant time) {
        return harbour.idsAfter(engine.createTokenAt(time));
    }

    @SafeVarargs
    private static List<EventMessage<?>> concat(List<? extends EventMessage<?>>... parts) {
        var all = new ArrayList<EventMessage<?>>();
        for (var part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
