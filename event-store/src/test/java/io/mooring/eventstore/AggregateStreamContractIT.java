package io.mooring.eventstore;

import static io.mooring.eventstore.EventStoreDatabase.event;
import static io.mooring.eventstore.StoredHarbour.MOORED;
import static io.mooring.eventstore.StoredHarbour.ids;
import static io.mooring.eventstore.StoredHarbour.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an aggregate may expect of its own stream. */
class AggregateStreamContractIT {

    private final StoredHarbour harbour = new StoredHarbour();

    @Test
    void streams_are_read_apart_each_in_its_order() {
        var ship = stream("ship", 0, 3);
        var other = stream("other", 0, 1);
        harbour.append(ship.get(0), other.get(0), ship.get(1));
        harbour.append(other.get(1), ship.get(2), ship.get(3));

        assertThat(ids(read("ship", 0))).isEqualTo(ids(ship));
        assertThat(ids(read("other", 0))).isEqualTo(ids(other));
    }

    @Test
    void a_stream_that_nobody_wrote_is_empty() {
        harbour.append(stream("ship", 0, 0));
        var nobody = harbour.engine.readEvents("nobody", 0);

        assertThat(nobody.hasNext()).isFalse();
        assertThat(nobody.getLastSequenceNumber()).isNull();
    }

    @Test
    void reading_begins_with_the_sequence_number_that_is_asked_for() {
        harbour.append(stream("ship", 0, 4));

        assertThat(sequence(read("ship", 2))).containsExactly(2L, 3L, 4L);
        assertThat(read("ship", 5)).isEmpty();
    }

    @Test
    void looking_at_the_next_event_leaves_it_there_and_reading_tells_how_far_one_is() {
        harbour.append(stream("ship", 0, 1));
        var ship = harbour.engine.readEvents("ship", 0);

        assertThat(ship.peek().getSequenceNumber()).isZero();
        assertThat(ship.next().getSequenceNumber()).isZero();
        assertThat(ship.getLastSequenceNumber()).isZero();
        assertThat(ship.next().getSequenceNumber()).isOne();
        assertThat(ship.getLastSequenceNumber()).isOne();
        assertThat(ship.hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 101, 500, 501, 2100, 2101})
    void a_stream_of_any_length_is_read_to_its_last_event(int length) {
        harbour.append(stream("ship", 0, length - 1));
        harbour.append(GenericEventMessage.asEventMessage(MOORED));

        assertThat(sequence(read("ship", 0)))
                .isEqualTo(LongStream.range(0, length).boxed().toList());
    }

    @Test
    void sequence_numbers_that_nobody_used_end_no_stream() {
        var events = new ArrayList<>(stream("ship", 0, 1));
        events.addAll(stream("ship", 3, 98));
        events.addAll(stream("ship", 250, 600));
        harbour.append(events);

        assertThat(ids(read("ship", 0))).isEqualTo(ids(events));
        assertThat(sequence(read("ship", 100))).startsWith(250L).endsWith(600L);
    }

    @Test
    void the_last_sequence_number_is_that_of_the_last_event() {
        harbour.append(stream("ship", 0, 1));
        harbour.append(stream("ship", 4, 4));

        assertThat(harbour.engine.lastSequenceNumberFor("ship")).contains(4L);
        assertThat(harbour.engine.lastSequenceNumberFor("nobody")).isEmpty();
    }

    @Test
    void several_streams_read_at_once_are_what_each_is_by_itself() {
        harbour.append(stream("ship", 0, 150));
        harbour.append(stream("other", 0, 1));

        var streams = harbour.engine.readStreams(List.of("other", "ship", "nobody"));

        assertThat(streams).containsOnlyKeys("ship", "other");
        assertThat(Objects.requireNonNull(streams.get("ship")).events())
                .extracting(DomainEventMessage::getIdentifier)
                .isEqualTo(ids(read("ship", 0)));
        assertThat(Objects.requireNonNull(streams.get("other")).events())
                .extracting(DomainEventMessage::getIdentifier)
                .isEqualTo(ids(read("other", 0)));
    }

    @Test
    void metadata_is_exchanged_on_and_added_to_an_event_that_was_read_as_on_one_that_was_not() {
        harbour.append(event("ship", 0, MOORED).withMetaData(Map.of("actor", "pilot")));
        DomainEventMessage<?> read = read("ship", 0).getFirst();

        assertThat(read.withMetaData(Map.of("reason", "tide")).getMetaData())
                .isEqualTo(MetaData.with("reason", "tide"));
        assertThat(read.andMetaData(Map.of("reason", "tide")).getMetaData())
                .isEqualTo(MetaData.with("actor", "pilot").and("reason", "tide"));
        assertThat((Object) read.withMetaData(Map.of()).getPayload()).isEqualTo(MOORED);
        assertThat(read.getMetaData()).isEqualTo(MetaData.with("actor", "pilot"));
    }

    private List<? extends DomainEventMessage<?>> read(String aggregate, long first) {
        return harbour.engine.readEvents(aggregate, first).asStream().toList();
    }

    private static List<Long> sequence(List<? extends DomainEventMessage<?>> events) {
        return events.stream().map(read -> read.getSequenceNumber()).toList();
    }
}
