package io.mooring.eventstore;

import static io.mooring.eventstore.StoredHarbour.MOORED;
import static io.mooring.eventstore.StoredHarbour.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.Test;

/** What readers see of history that is brought up to date while it is read. */
class UpcastingContractIT {

    private static final EventUpcaster TWICE = events -> events.flatMap(event -> Stream.of(event, event));

    private final StoredHarbour harbour = new StoredHarbour();

    @Test
    void an_event_that_becomes_several_is_several_at_its_one_place() {
        harbour.append(stream("ship", 0, 3));
        var engine = harbour.upcasting(TWICE);

        assertThat(engine.readEvents("ship", 0).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactly(0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L);
        assertThat(log(engine).stream().map(read -> TrackingTokens.after(read.trackingToken())))
                .containsExactly(1L, 1L, 2L, 2L, 3L, 3L, 4L, 4L);
        assertThat(log(engine))
                .allSatisfy(read -> assertThat((Object) read.getPayload()).isEqualTo(MOORED));
    }

    @Test
    void dropped_events_end_no_reading_be_they_whole_pages() {
        harbour.append(stream("ship", 0, 699));
        var engine = harbour.upcasting(keeping(650));

        assertThat(engine.readEvents("ship", 0).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactly(650L);
        assertThat(log(engine)).hasSize(1);
        assertThat(engine.readRange(-1, engine.horizon(), 700)).hasSize(1);
        try (var scan = engine.scan(-1, engine.horizon())) {
            assertThat(scan.next(700)).hasSize(1);
        }
    }

    @Test
    void an_aggregate_whose_last_event_is_dropped_still_knows_its_sequence_number() {
        harbour.append(stream("ship", 0, 2));
        var ship = harbour.upcasting(keeping(0)).readEvents("ship", 0);

        assertThat(ship.next().getSequenceNumber()).isZero();
        assertThat(ship.hasNext()).isFalse();
        assertThat(ship.getLastSequenceNumber()).isEqualTo(2L);
    }

    @Test
    void it_knows_it_as_well_when_it_was_read_ahead() {
        harbour.append(stream("ship", 0, 2));
        var store = PostgresEventStore.on(harbour.upcasting(keeping(0)));
        var work = DefaultUnitOfWork.startAndGet(null);
        try {
            store.prepare(List.of("ship"));
            var ship = store.readEvents("ship");

            assertThat(ship.next().getSequenceNumber()).isZero();
            assertThat(ship.hasNext()).isFalse();
            assertThat(ship.getLastSequenceNumber()).isEqualTo(2L);
        } finally {
            work.rollback();
        }
    }

    @Test
    void an_event_of_an_earlier_revision_is_read_as_todays() {
        harbour.append(stream("ship", 0, 0));
        harbour.database.tamper(
                "update domain_event set revision = '2', payload = payload - 'berth' || '{\"quay\": \"north\"}'");
        var engine = harbour.upcasting(new QuayBecameBerth());

        assertThat((Object) engine.readEvents("ship", 0).next().getPayload()).isEqualTo(MOORED);
        assertThat((Object) log(engine).getFirst().getPayload()).isEqualTo(MOORED);
        assertThat((Object) engine.readRange(-1, engine.horizon(), 1).getFirst().getPayload())
                .isEqualTo(MOORED);
        try (var scan = engine.scan(-1, engine.horizon())) {
            assertThat((Object) scan.next(1).getFirst().getPayload()).isEqualTo(MOORED);
        }
    }

    private static EventUpcaster keeping(long sequence) {
        return events -> events.filter(event -> event.getSequenceNumber().orElseThrow() == sequence);
    }

    private static List<? extends TrackedEventMessage<?>> log(PostgresEventStorageEngine engine) {
        try (var events = engine.readEvents(null, false)) {
            return events.toList();
        }
    }

    private static final class QuayBecameBerth extends SingleEventUpcaster {

        private static final SimpleSerializedType BEFORE = new SimpleSerializedType("harbour.ShipMoored", "2");

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation stored) {
            return stored.getType().equals(BEFORE);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation stored) {
            return stored.upcastPayload(
                    new SimpleSerializedType("harbour.ShipMoored", "3"), JsonNode.class, QuayBecameBerth::renamed);
        }

        private static JsonNode renamed(JsonNode payload) {
            var today = ((ObjectNode) payload).deepCopy();
            today.set("berth", today.remove("quay"));
            return today;
        }
    }
}
