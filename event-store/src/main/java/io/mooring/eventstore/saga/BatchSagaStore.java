package io.mooring.eventstore.saga;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Sagas in the tables {@code saga_entry} and {@code association_value_entry}. Within a unit of work changes are gathered and written once, in bulk, before
 * its transaction commits; what a batch of events needs is read by one query ahead of it. A second saga for one association value of a type is refused by a
 * unique index, and a state that a handler left as it was is not written.
 */
public final class BatchSagaStore implements SagaStore<Object> {

    private static final String BATCH = BatchSagaStore.class.getName() + "/batch";

    private final SagaRows rows;

    public BatchSagaStore(DataSource dataSource, Serializer serializer) {
        this.rows = new SagaRows(dataSource, serializer);
    }

    /**
     * Reads the sagas of these events now, by one query, for the running unit of work.
     *
     * @param association which saga of that type an event concerns
     */
    public void prepare(
            Class<?> sagaType,
            List<? extends EventMessage<?>> events,
            Function<EventMessage<?>, Optional<AssociationValue>> association) {
        var concerned = events.stream()
                .map(association)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (!concerned.isEmpty()) {
            var batch = batch();
            if (batch != null) {
                batch.know(sagaType, concerned, rows.of(sagaType, concerned));
            }
        }
    }

    @Override
    public Set<String> findSagas(Class<?> sagaType, AssociationValue association) {
        var batch = batch();
        if (batch == null) {
            return rows.idsOf(sagaType, association);
        }
        var known = batch.idsOf(sagaType, association);
        return known == null ? batch.know(sagaType, association, rows.idsOf(sagaType, association)) : known;
    }

    @Override
    public <S> @Nullable Entry<S> loadSaga(Class<S> sagaType, String sagaId) {
        var batch = batch();
        if (batch != null && batch.knows(sagaId)) {
            return entry(batch.saga(sagaType, sagaId));
        }
        var stored = rows.byId(sagaType, sagaId);
        if (batch != null && stored != null) {
            batch.know(stored);
        }
        return entry(stored);
    }

    private <S> @Nullable Entry<S> entry(@Nullable StoredSaga stored) {
        return stored == null ? null : new Loaded<>(rows.<S>read(stored), Set.copyOf(stored.associations()));
    }

    private record Loaded<S>(S saga, Set<AssociationValue> associationValues) implements Entry<S> {}

    @Override
    public void insertSaga(Class<?> sagaType, String sagaId, Object saga, Set<AssociationValue> associations) {
        changed(batch -> batch.insert(rows.write(sagaType, sagaId, saga, associations)));
    }

    @Override
    public void updateSaga(Class<?> sagaType, String sagaId, Object saga, AssociationValues associations) {
        changed(batch -> batch.update(
                rows.write(sagaType, sagaId, saga, associations.asSet()),
                associations.addedAssociations(),
                associations.removedAssociations()));
    }

    @Override
    public void deleteSaga(Class<?> sagaType, String sagaId, Set<AssociationValue> associations) {
        changed(batch -> batch.delete(sagaId));
    }

    private interface Change {
        void to(SagaBatch batch);
    }

    private void changed(Change change) {
        var batch = batch();
        if (batch == null) {
            var alone = new SagaBatch(rows::typeOf);
            change.to(alone);
            rows.write(alone);
        } else {
            change.to(batch);
        }
    }

    /** The running unit of work's; its changes are written before the transaction, whose commit comes last of all. */
    private @Nullable SagaBatch batch() {
        if (!CurrentUnitOfWork.isStarted()) {
            return null;
        }
        var root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(BATCH, key -> {
            var batch = new SagaBatch(rows::typeOf);
            root.onCommit(work -> rows.write(batch));
            return batch;
        });
    }
}
