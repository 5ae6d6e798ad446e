package io.mooring.eventstore.saga;

import static io.mooring.eventstore.saga.SagaStoreFixture.changed;
import static io.mooring.eventstore.saga.SagaStoreFixture.order;
import static io.mooring.eventstore.saga.SagaStoreFixture.orders;
import static io.mooring.eventstore.saga.SagaStoreFixture.unchanged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

/** What a unit of work does to many sagas costs a few statements, and all or nothing of it is written. */
class SagaBatchIT {

    private static final int MANY = 25;

    private final SagaStoreFixture fixture = new SagaStoreFixture();
    private final BatchSagaStore store = fixture.store;

    @Test
    void inserts_are_one_statement_for_sagas_and_one_for_associations() {
        fixture.dataSource.clear();

        insertMany();

        assertThat(fixture.writes()).isEqualTo(2);
        assertThat(fixture.rows("saga_entry")).isEqualTo(MANY);
        assertThat(fixture.rows("association_value_entry")).isEqualTo(MANY);
    }

    @Test
    void updates_of_one_saga_are_written_once_and_those_of_many_by_one_statement() {
        insertMany();
        fixture.dataSource.clear();

        fixture.inAUnitOfWork(() -> {
            for (var round = 0; round < 3; round++) {
                var terms = "round " + round;
                numbers()
                        .forEach(n -> store.updateSaga(
                                Contract.class, "c-" + n, Contract.of(terms), unchanged(orders("" + n))));
            }
        });

        assertThat(fixture.writes()).isOne();
        assertThat(Objects.requireNonNull(store.loadSaga(Contract.class, "c-7")).saga())
                .isEqualTo(Contract.of("round 2"));
    }

    @Test
    void deletes_are_one_statement() {
        insertMany();
        fixture.dataSource.clear();

        fixture.inAUnitOfWork(() -> numbers().forEach(n -> store.deleteSaga(Contract.class, "c-" + n, orders("" + n))));

        assertThat(fixture.writes()).isOne();
        assertThat(fixture.rows("saga_entry")).isZero();
        assertThat(fixture.rows("association_value_entry")).isZero();
    }

    @Test
    void a_state_that_is_as_it_was_is_not_written() {
        insertMany();
        fixture.dataSource.clear();

        fixture.inAUnitOfWork(() -> {
            store.loadSaga(Contract.class, "c-1");
            store.updateSaga(Contract.class, "c-1", Contract.of("terms of 1"), unchanged(orders("1")));
        });
        assertThat(fixture.writes()).isZero();

        fixture.inAUnitOfWork(() -> {
            store.loadSaga(Contract.class, "c-1");
            store.updateSaga(Contract.class, "c-1", Contract.of("others"), unchanged(orders("1")));
            store.updateSaga(Contract.class, "c-1", Contract.of("terms of 1"), unchanged(orders("1")));
        });
        assertThat(fixture.writes()).as("nor what is again as it was").isZero();
    }

    @Test
    void associations_of_an_unchanged_state_are_written_all_the_same() {
        insertMany();
        fixture.dataSource.clear();

        fixture.inAUnitOfWork(() -> {
            store.loadSaga(Contract.class, "c-1");
            store.updateSaga(
                    Contract.class,
                    "c-1",
                    Contract.of("terms of 1"),
                    changed(orders("1"), orders("another"), orders()));
        });

        assertThat(fixture.writes()).isOne();
        assertThat(store.findSagas(Contract.class, order("another"))).containsExactly("c-1");
    }

    @Test
    void what_comes_and_goes_in_one_unit_of_work_writes_nothing() {
        fixture.dataSource.clear();

        fixture.inAUnitOfWork(() -> {
            store.insertSaga(Contract.class, "c-1", Contract.of("short"), orders("1"));
            store.updateSaga(
                    Contract.class, "c-1", Contract.of("shorter"), changed(orders("1"), orders("2"), orders("1")));
            store.deleteSaga(Contract.class, "c-1", orders("1", "2", "3"));
        });

        assertThat(fixture.writes()).isZero();
    }

    @Test
    void what_is_undone_leaves_nothing() {
        var work = DefaultUnitOfWork.startAndGet(null);
        store.insertSaga(Contract.class, "c-1", Contract.of("never"), orders("1"));
        work.rollback();
        assertThat(fixture.rows("saga_entry")).isZero();

        assertThatThrownBy(() -> fixture.inAUnitOfWork(() -> {
                    store.insertSaga(Contract.class, "c-1", Contract.of("never"), orders("1"));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(fixture.rows("saga_entry")).isZero();
        assertThat(fixture.rows("association_value_entry")).isZero();
        assertThat(store.loadSaga(Contract.class, "c-1")).isNull();
    }

    @Test
    void a_batch_that_fails_when_it_is_written_leaves_nothing() {
        insertMany();

        assertThatThrownBy(() -> fixture.inAUnitOfWork(() -> {
                    store.updateSaga(Contract.class, "c-1", Contract.of("changed"), unchanged(orders("1")));
                    store.insertSaga(Contract.class, "second", Contract.of("for order 2"), orders("2"));
                }))
                .hasMessageContaining("one_saga_per_association");

        assertThat(Objects.requireNonNull(store.loadSaga(Contract.class, "c-1")).saga())
                .isEqualTo(Contract.of("terms of 1"));
        assertThat(fixture.rows("saga_entry")).isEqualTo(MANY);
    }

    @Test
    void what_is_read_ahead_is_not_read_again() {
        insertMany();
        fixture.dataSource.clear();

        fixture.inAUnitOfWork(() -> {
            prepare("1", "2", "3", "unknown");
            assertThat(fixture.dataSource.all()).hasSize(1);
            assertThat(store.findSagas(Contract.class, order("1"))).containsExactly("c-1");
            assertThat(store.findSagas(Contract.class, order("unknown"))).isEmpty();
            assertThat(Objects.requireNonNull(store.loadSaga(Contract.class, "c-1"))
                            .saga())
                    .isEqualTo(Contract.of("terms of 1"));
            assertThat(fixture.dataSource.all()).as("queries").hasSize(1);
            assertThat(store.findSagas(Contract.class, order("4"))).containsExactly("c-4");
            assertThat(fixture.dataSource.all()).as("not read ahead").hasSize(2);
        });
    }

    @Test
    void a_saga_of_two_associations_is_found_by_both_after_reading_ahead_by_one() {
        fixture.inAUnitOfWork(() -> store.insertSaga(Contract.class, "c-1", Contract.of("two"), orders("1", "2")));

        fixture.inAUnitOfWork(() -> {
            prepare("1");
            var loaded = Objects.requireNonNull(store.loadSaga(Contract.class, "c-1"));
            assertThat(loaded.associationValues()).isEqualTo(orders("1", "2"));
            assertThat(store.findSagas(Contract.class, order("2"))).containsExactly("c-1");
            store.updateSaga(
                    Contract.class, "c-1", Contract.of("one"), changed(orders("1", "2"), orders(), orders("1")));
            assertThat(store.findSagas(Contract.class, order("1"))).isEmpty();
        });

        assertThat(store.findSagas(Contract.class, order("1"))).isEmpty();
        assertThat(store.findSagas(Contract.class, order("2"))).containsExactly("c-1");
    }

    @Test
    void reading_ahead_once_more_keeps_what_was_changed_meanwhile() {
        insertMany();

        fixture.inAUnitOfWork(() -> {
            prepare("1", "2");
            store.updateSaga(Contract.class, "c-1", Contract.of("changed"), unchanged(orders("1")));
            store.deleteSaga(Contract.class, "c-2", orders("2"));
            store.insertSaga(Contract.class, "new", Contract.of("new"), orders("new"));
            prepare("1", "2", "new");
            assertThat(Objects.requireNonNull(store.loadSaga(Contract.class, "c-1"))
                            .saga())
                    .isEqualTo(Contract.of("changed"));
            assertThat(store.loadSaga(Contract.class, "c-2")).isNull();
            assertThat(store.findSagas(Contract.class, order("2"))).isEmpty();
            assertThat(store.findSagas(Contract.class, order("new"))).containsExactly("new");
        });
    }

    @Test
    void reading_ahead_without_a_unit_of_work_does_nothing() {
        insertMany();

        prepare("1");

        assertThat(store.findSagas(Contract.class, order("1"))).containsExactly("c-1");
    }

    private void prepare(String... orders) {
        var events = List.of(orders).stream()
                .<EventMessage<?>>map(order -> new GenericEventMessage<>(order))
                .toList();
        store.prepare(Contract.class, events, event -> Optional.of(order((String) event.getPayload())));
    }

    private void insertMany() {
        fixture.inAUnitOfWork(() -> numbers()
                .forEach(
                        n -> store.insertSaga(Contract.class, "c-" + n, Contract.of("terms of " + n), orders("" + n))));
    }

    private static IntStream numbers() {
        return IntStream.rangeClosed(1, MANY);
    }
}
