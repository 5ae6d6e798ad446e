package io.mooring.eventstore;

import static io.mooring.eventstore.EventStoreDatabase.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.mooring.eventstore.HarbourEvent.ShipMoored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class PostgresEventStorageEngineIT {

    private static final ShipMoored MOORED = new ShipMoored("north", 120, Instant.parse("2026-11-02T10:00:00.123456Z"));

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final PostgresEventStorageEngine engine = database.engine();

    @Test
    void what_is_appended_reads_back_the_same_by_aggregate_and_by_position() {
        var first = event("ship-1", 0, MOORED).withMetaData(Map.of("actor", "buyer:s-1", "correlationId", "c-1"));
        var second = event("ship-1", 1, MOORED).withMetaData(Map.of("causationId", "m-1"));
        database.append(engine, first, second);

        assertThat(engine.readEvents("ship-1", 0).asStream().toList())
                .extracting(
                        read -> read.getIdentifier(),
                        read -> read.getType(),
                        read -> read.getSequenceNumber(),
                        read -> (Object) read.getPayload(),
                        read -> read.getMetaData())
                .containsExactly(
                        tuple(first.getIdentifier(), "Harbour", 0L, (Object) MOORED, first.getMetaData()),
                        tuple(second.getIdentifier(), "Harbour", 1L, (Object) MOORED, second.getMetaData()));
        assertThat(all(null)).extracting(read -> (Object) read.getPayload()).containsExactly(MOORED, MOORED);
        assertThat(database.jdbc
                        .sql("select event_type || '/' || revision || '/' || coalesce(correlation_id, '-') || '/'"
                                + " || coalesce(causation_id, '-') from domain_event order by global_index")
                        .query(String.class)
                        .list())
                .containsExactly("harbour.ShipMoored/3/c-1/-", "harbour.ShipMoored/3/-/m-1");
    }

    @Test
    void axons_event_store_publishes_and_reads_through_it() {
        var store = PostgresEventStore.on(engine);
        database.transaction.executeWithoutResult(status -> {
            var work = DefaultUnitOfWork.startAndGet(null);
            store.publish(event("ship-1", 0, MOORED));
            work.commit();
        });

        assertThat(store.readEvents("ship-1").asStream().map(read -> (Object) read.getPayload()))
                .containsExactly(MOORED);
        assertThat(store.lastSequenceNumberFor("ship-1")).contains(0L);
        assertThat(store.lastSequenceNumberFor("ship-2")).isEmpty();
    }

    @Test
    void an_event_of_no_aggregate_is_a_stream_of_its_own() {
        var alone = GenericEventMessage.asEventMessage(MOORED);
        database.transaction.executeWithoutResult(status -> engine.appendEvents(alone));

        assertThat(engine.readEvents(alone.getIdentifier(), 0).asStream()).hasSize(1);
    }

    @Test
    void a_sequence_number_that_is_taken_is_a_collision() {
        database.append(engine, event("ship-1", 0, MOORED), event("ship-1", 1, MOORED));

        assertThatExceptionOfType(ConcurrencyException.class)
                .isThrownBy(() -> database.append(engine, event("ship-1", 1, MOORED)))
                .isNotInstanceOf(AggregateStreamCreationException.class);
        assertThat(all(null)).hasSize(2);
    }

    @Test
    void a_first_event_that_is_taken_is_a_stream_that_exists() {
        database.append(engine, event("ship-1", 0, MOORED));

        assertThatExceptionOfType(AggregateStreamCreationException.class)
                .isThrownBy(() -> database.append(engine, event("ship-1", 0, MOORED)));
    }

    @Test
    void any_other_failure_is_thrown_as_the_database_said_it() {
        assertThatThrownBy(() ->
                        database.append(engine, event("ship-1", 0, new ShipMoored("\u0000", 1, Instant.EPOCH))))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void nothing_is_appended_outside_a_transaction() {
        assertThatIllegalStateException().isThrownBy(() -> engine.appendEvents(event("ship-1", 0, MOORED)));
        assertThat(all(null)).isEmpty();
    }

    @Test
    void a_type_that_has_no_name_is_not_written() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> database.append(engine, event("ship-1", 0, "a text")))
                .withMessageContaining("java.lang.String has no logical name");
    }

    @Test
    void a_type_that_nobody_knows_stops_the_reader_before_it() {
        database.append(engine, event("ship-1", 0, MOORED), event("ship-2", 0, MOORED), event("ship-3", 0, MOORED));
        database.tamper("update domain_event set event_type = 'harbour.ShipSunk' where aggregate_id = 'ship-2'");

        try (var events = engine.readEvents(null, false)) {
            var reader = events.iterator();
            assertThat((Object) reader.next().getPayload()).isEqualTo(MOORED);
            assertThatExceptionOfType(SerializationException.class)
                    .isThrownBy(() -> reader.next().getPayload())
                    .withMessageContaining("harbour.ShipSunk");
        }
    }

    @Test
    void a_revision_that_nobody_knows_stops_the_reader_as_well() {
        database.append(engine, event("ship-1", 0, MOORED));
        database.tamper("update domain_event set revision = '4'");

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> all(null).getFirst().getPayload())
                .withMessageContaining("revision 4");
    }

    @Test
    void tokens_lead_to_the_tail_the_head_and_a_time() {
        assertThat(all(engine.createHeadToken())).isEmpty();
        assertThat(engine.createHeadToken().covers(engine.createTailToken())).isTrue();
        database.append(engine, event("ship-1", 0, MOORED), event("ship-2", 0, MOORED));
        var head = engine.createHeadToken();
        var next = event("ship-3", 0, MOORED);
        database.append(engine, next);

        assertThat(all(engine.createTailToken())).hasSize(3);
        assertThat(all(head)).extracting(TrackedEventMessage::getIdentifier).containsExactly(next.getIdentifier());
        assertThat(all(engine.createTokenAt(Instant.EPOCH))).hasSize(3);
        assertThat(all(engine.createTokenAt(next.getTimestamp().plusSeconds(3600))))
                .isEmpty();
        assertThat(TrackingTokens.position(head)).contains(((GlobalSequenceTrackingToken) head).getGlobalIndex());
    }

    private List<? extends TrackedEventMessage<?>> all(@Nullable TrackingToken after) {
        try (var events = engine.readEvents(after, false)) {
            return events.toList();
        }
    }
}
