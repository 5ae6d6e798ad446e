package io.mooring.eventstore;

import static io.mooring.eventstore.EventStoreDatabase.event;
import static io.mooring.eventstore.StoredHarbour.MOORED;
import static io.mooring.eventstore.StoredHarbour.identified;
import static io.mooring.eventstore.StoredHarbour.ids;
import static io.mooring.eventstore.StoredHarbour.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.eventstore.HarbourEvent.ShipMoored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/** What a writer may expect: all of an append or nothing of it, and to be told why. */
class AppendContractIT {

    private final StoredHarbour harbour = harbour();
    private final PostgresEventStorageEngine engine = harbour.engine;

    /** Whose transactions send events at once. */
    StoredHarbour harbour() {
        return new StoredHarbour();
    }

    @Test
    void nothing_appended_is_nothing_even_outside_a_transaction() {
        engine.appendEvents(List.of());
        engine.appendEvents();

        assertThat(engine.head()).isZero();
    }

    @Test
    void several_appends_of_one_transaction_are_one() {
        var events = stream("ship", 0, 3);
        harbour.database.transaction.executeWithoutResult(status -> {
            engine.appendEvents(events.subList(0, 1));
            engine.appendEvents(events.subList(1, 3));
            engine.appendEvents(events.subList(3, 4));
        });

        assertThat(harbour.idsAfter(null)).isEqualTo(ids(events));
    }

    @Test
    void the_transaction_itself_reads_its_streams_and_nobody_reads_its_log() {
        harbour.append(stream("ship", 0, 0));
        harbour.database.transaction.executeWithoutResult(status -> {
            engine.appendEvents(stream("ship", 1, 2));

            assertThat(engine.readEvents("ship", 0).asStream()).hasSize(3);
            assertThat(engine.lastSequenceNumberFor("ship")).contains(2L);
            assertThat(harbour.idsAfter(null)).as("not yet published").hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(engine.readEvents("ship", 0).asStream()).hasSize(1);
        assertThat(harbour.idsAfter(null)).hasSize(1);
    }

    @Test
    void a_first_event_that_is_there_twice_in_one_append_is_a_stream_that_exists() {
        assertThatExceptionOfType(AggregateStreamCreationException.class)
                .isThrownBy(() -> harbour.append(event("ship", 0, MOORED), event("ship", 0, MOORED)))
                .withMessageContaining("ship");
        assertNothingIsStored();
    }

    @Test
    void a_later_event_that_is_there_twice_in_one_append_is_a_collision() {
        assertThatExceptionOfType(ConcurrencyException.class)
                .isThrownBy(() -> harbour.append(event("ship", 1, MOORED), event("ship", 1, MOORED)))
                .isNotInstanceOf(AggregateStreamCreationException.class);
        assertNothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_collision_names_the_event_that_was_too_late_and_leaves_none_of_its_append(int taken) {
        harbour.append(stream("ship", taken, taken));

        assertThatThrownBy(() -> harbour.append(stream("ship", 0, 2)))
                .isInstanceOf(taken == 0 ? AggregateStreamCreationException.class : ConcurrencyException.class)
                .hasMessageContaining(taken == 0 ? "[ship]" : "[ship] at sequence [" + taken + "]");
        assertThat(harbour.idsAfter(null)).hasSize(1);
    }

    @Test
    void an_event_of_no_aggregate_is_stored_once() {
        var alone = GenericEventMessage.asEventMessage(MOORED);
        harbour.append(alone);

        assertThatExceptionOfType(ConcurrencyException.class).isThrownBy(() -> harbour.append(alone));
        assertThat(harbour.idsAfter(null)).containsExactly(alone.getIdentifier());
    }

    @Test
    void what_makes_an_event_of_an_aggregate_unique_is_its_place_and_not_its_identifier() {
        harbour.append(identified("one", "ship", 0, Instant.EPOCH), identified("one", "other", 0, Instant.EPOCH));

        assertThat(harbour.idsAfter(null)).containsExactly("one", "one");
    }

    @Test
    void a_character_that_postgresql_cannot_keep_is_refused_by_name() {
        assertThatThrownBy(() -> harbour.append(event("ship", 0, new ShipMoored("a\u0000b", 1, Instant.EPOCH))))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("\\u0000 cannot be converted to text");
        assertThatThrownBy(() -> harbour.append(event("ship", 0, MOORED).withMetaData(Map.of("actor", "\u0000"))))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("\\u0000 cannot be converted to text");
        assertNothingIsStored();
    }

    @Test
    void an_event_that_says_nothing_is_refused() {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> harbour.append(event("ship", 0, nothing())));
        assertNothingIsStored();
    }

    @Test
    void snapshots_are_neither_stored_nor_found() {
        harbour.append(stream("ship", 0, 1));

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> engine.storeSnapshot(event("ship", 1, MOORED)))
                .withMessageContaining("no snapshots");
        assertThat(engine.readSnapshot("ship")).isEmpty();
    }

    private void assertNothingIsStored() {
        assertThat(harbour.idsAfter(null)).isEmpty();
    }

    @SuppressWarnings("NullAway") // as Java code without annotations could do
    private static Object nothing() {
        return null;
    }
}
