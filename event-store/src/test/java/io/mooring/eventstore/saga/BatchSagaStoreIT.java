package io.mooring.eventstore.saga;

import static io.mooring.eventstore.saga.SagaStoreFixture.changed;
import static io.mooring.eventstore.saga.SagaStoreFixture.order;
import static io.mooring.eventstore.saga.SagaStoreFixture.orders;
import static io.mooring.eventstore.saga.SagaStoreFixture.unchanged;
import static io.mooring.eventstore.saga.SagaStoreFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.modelling.saga.repository.SagaStore.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DuplicateKeyException;

/** What Axon expects of a saga store: each step in a unit of work of its own, all of them in one, or in plain transactions. */
class BatchSagaStoreIT {

    private final SagaStoreFixture fixture = new SagaStoreFixture();
    private final BatchSagaStore store = fixture.store;

    /** How the steps of a test are carried out. */
    enum Steps {
        EACH_IN_A_UNIT_OF_WORK,
        ALL_IN_ONE_UNIT_OF_WORK,
        IN_PLAIN_TRANSACTIONS,
        WITHOUT_ANY;

        void run(SagaStoreFixture fixture, Runnable... steps) {
            var all = List.of(steps);
            switch (this) {
                case EACH_IN_A_UNIT_OF_WORK -> all.forEach(fixture::inAUnitOfWork);
                case ALL_IN_ONE_UNIT_OF_WORK -> fixture.inAUnitOfWork(() -> all.forEach(Runnable::run));
                case IN_PLAIN_TRANSACTIONS -> all.forEach(fixture::inATransaction);
                case WITHOUT_ANY -> all.forEach(Runnable::run);
            }
        }
    }

    static Steps[] ways() {
        return Steps.values();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_is_inserted_is_loaded_and_found(Steps steps) {
        steps.run(fixture, () -> store.insertSaga(Contract.class, "c-1", Contract.of("fair"), orders("1", "2")), () -> {
            var loaded = loaded("c-1");
            assertThat(loaded.saga()).isEqualTo(Contract.of("fair"));
            assertThat(loaded.associationValues()).isEqualTo(orders("1", "2"));
            assertThat(found("1")).containsExactly("c-1");
            assertThat(found("2")).containsExactly("c-1");
            assertThat(found("3")).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_is_updated_is_loaded_as_it_is_now(Steps steps) {
        steps.run(
                fixture,
                () -> store.insertSaga(Contract.class, "c-1", Contract.of("fair"), orders("1")),
                () -> store.updateSaga(Contract.class, "c-1", Contract.of("fairer"), unchanged(orders("1"))),
                () -> {
                    assertThat(loaded("c-1").saga()).isEqualTo(Contract.of("fairer"));
                    assertThat(loaded("c-1").associationValues()).isEqualTo(orders("1"));
                });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void associations_come_and_go(Steps steps) {
        steps.run(
                fixture,
                () -> store.insertSaga(Contract.class, "c-1", Contract.of("fair"), orders("1", "2")),
                () -> assertThat(found("3")).isEmpty(),
                () -> store.updateSaga(
                        Contract.class,
                        "c-1",
                        Contract.of("fair"),
                        changed(orders("1", "2"), orders("3"), orders("1"))),
                () -> {
                    assertThat(found("1")).isEmpty();
                    assertThat(found("2")).containsExactly("c-1");
                    assertThat(found("3")).containsExactly("c-1");
                    assertThat(loaded("c-1").associationValues()).isEqualTo(orders("2", "3"));
                },
                () -> store.updateSaga(
                        Contract.class, "c-1", Contract.of("fair"), changed(orders("2", "3"), orders("1"), orders())),
                () -> assertThat(loaded("c-1").associationValues()).isEqualTo(orders("1", "2", "3")),
                () -> assertThat(found("1")).containsExactly("c-1"));
        assertThat(fixture.rows("association_value_entry")).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_is_deleted_is_gone_with_all_its_associations(Steps steps) {
        steps.run(
                fixture,
                () -> store.insertSaga(Contract.class, "c-1", Contract.of("fair"), orders("1", "2")),
                () -> store.insertSaga(Contract.class, "c-2", Contract.of("other"), orders("3")),
                () -> store.deleteSaga(Contract.class, "c-1", orders("1")),
                () -> {
                    assertThat(store.loadSaga(Contract.class, "c-1")).isNull();
                    assertThat(found("1")).isEmpty();
                    assertThat(found("2")).isEmpty();
                    assertThat(found("3")).containsExactly("c-2");
                });
        assertThat(fixture.rows("association_value_entry")).isOne();
        assertThat(fixture.rows("saga_entry")).isOne();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_saga_that_nobody_knows_is_nothing_and_an_update_does_not_make_it(Steps steps) {
        steps.run(
                fixture,
                () -> {
                    assertThat(store.loadSaga(Contract.class, "nobody")).isNull();
                    assertThat(store.findSagas(Contract.class, order("nothing")))
                            .isEmpty();
                },
                () -> store.deleteSaga(Contract.class, "nobody", orders("1")),
                () -> store.updateSaga(
                        Contract.class, "nobody", Contract.of("fair"), changed(orders(), orders("1"), orders())));
        assertThat(fixture.rows("saga_entry")).isZero();
        assertThat(fixture.rows("association_value_entry")).isZero();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void types_are_kept_apart(Steps steps) {
        steps.run(
                fixture,
                () -> store.insertSaga(Contract.class, "c-1", Contract.of("fair"), orders("1")),
                () -> store.insertSaga(Voyage.class, "v-1", new Voyage(), orders("1")),
                () -> {
                    assertThat(found("1")).containsExactly("c-1");
                    assertThat(store.findSagas(Voyage.class, order("1"))).containsExactly("v-1");
                    assertThat(store.loadSaga(Voyage.class, "c-1")).isNull();
                    assertThat(store.loadSaga(Contract.class, "v-1")).isNull();
                    assertThat(loaded("c-1").saga()).isEqualTo(Contract.of("fair"));
                });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void keys_are_kept_apart(Steps steps) {
        steps.run(
                fixture,
                () -> store.insertSaga(Contract.class, "c-1", Contract.of("fair"), Set.of(order("1"))),
                () -> store.insertSaga(Contract.class, "c-2", Contract.of("other"), Set.of(value("buyer", "1"))),
                () -> {
                    assertThat(found("1")).containsExactly("c-1");
                    assertThat(store.findSagas(Contract.class, value("buyer", "1")))
                            .containsExactly("c-2");
                });
    }

    @Test
    void a_second_saga_for_one_association_is_refused() {
        fixture.inAUnitOfWork(() -> store.insertSaga(Contract.class, "c-1", Contract.of("fair"), orders("1")));

        assertThatThrownBy(() -> fixture.inAUnitOfWork(
                        () -> store.insertSaga(Contract.class, "c-2", Contract.of("unfair"), orders("1"))))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("one_saga_per_association");

        assertThat(fixture.rows("saga_entry")).isOne();
        assertThat(found("1")).containsExactly("c-1");
    }

    @Test
    void what_one_saga_gives_up_another_may_have_in_the_same_unit_of_work() {
        fixture.inAUnitOfWork(() -> store.insertSaga(Contract.class, "c-1", Contract.of("fair"), orders("1")));

        fixture.inAUnitOfWork(() -> {
            store.insertSaga(Contract.class, "c-2", Contract.of("heir"), orders("1"));
            store.deleteSaga(Contract.class, "c-1", orders("1"));
        });

        assertThat(found("1")).containsExactly("c-2");
    }

    private Set<String> found(String order) {
        return store.findSagas(Contract.class, order(order));
    }

    private Entry<Contract> loaded(String id) {
        return Objects.requireNonNull(store.loadSaga(Contract.class, id));
    }
}
