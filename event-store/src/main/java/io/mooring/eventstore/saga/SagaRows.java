package io.mooring.eventstore.saga;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of sagas: each operation is one statement, whatever the number of sagas. */
final class SagaRows {

    private static final String COLUMNS =
            "s.saga_id, s.revision, s.serialized_saga, v.association_key, v.association_value";

    private final JdbcTemplate jdbc;
    private final Serializer serializer;

    SagaRows(DataSource dataSource, Serializer serializer) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.serializer = serializer;
    }

    String typeOf(Class<?> sagaType) {
        return serializer.typeForClass(sagaType).getName();
    }

    StoredSaga write(Class<?> sagaType, String id, Object saga, Set<AssociationValue> associations) {
        var state = serializer.serialize(saga, byte[].class);
        return new StoredSaga(
                typeOf(sagaType), id, state.getType().getRevision(), state.getData(), Set.copyOf(associations));
    }

    @SuppressWarnings(
            "TypeParameterUnusedInFormals") // as Axon's own: the caller named the type when the saga was stored
    <S> S read(StoredSaga saga) {
        return serializer.deserialize(
                new SimpleSerializedObject<>(saga.state(), byte[].class, saga.type(), saga.revision()));
    }

    Set<String> idsOf(Class<?> sagaType, AssociationValue association) {
        return new HashSet<>(
                jdbc.queryForList("""
                select saga_id from association_value_entry
                 where saga_type = ? and association_key = ? and association_value = ?
                """, String.class, typeOf(sagaType), association.getKey(), association.getValue()));
    }

    @Nullable
    StoredSaga byId(Class<?> sagaType, String id) {
        var found = query(
                typeOf(sagaType),
                "select " + COLUMNS + " from saga_entry s left join association_value_entry v using (saga_id)"
                        + " where s.saga_id = ? and s.saga_type = ?",
                id,
                typeOf(sagaType));
        return found.isEmpty() ? null : found.getFirst();
    }

    List<StoredSaga> of(Class<?> sagaType, Collection<AssociationValue> associations) {
        var type = typeOf(sagaType);
        return query(
                type,
                "select " + COLUMNS + " from (select distinct f.saga_id from association_value_entry f"
                        + " join unnest(?::text[], ?::text[]) as wanted (key, value)"
                        + " on f.association_key = wanted.key and f.association_value = wanted.value"
                        + " where f.saga_type = ?) found"
                        + " join saga_entry s using (saga_id) join association_value_entry v using (saga_id)",
                array(associations, AssociationValue::getKey),
                array(associations, AssociationValue::getValue),
                type);
    }

    private List<StoredSaga> query(String type, String sql, Object... arguments) {
        Map<String, StoredSaga> found = new LinkedHashMap<>();
        jdbc.query(
                sql,
                row -> {
                    var id = row.getString(1);
                    var saga = found.get(id);
                    if (saga == null) {
                        saga = new StoredSaga(type, id, row.getString(2), row.getBytes(3), new HashSet<>());
                        found.put(id, saga);
                    }
                    var key = row.getString(4);
                    if (key != null) {
                        saga.associations().add(new AssociationValue(key, row.getString(5)));
                    }
                },
                arguments);
        return List.copyOf(found.values());
    }

    /** Associations are taken away first, so that another saga may have them within the same batch. */
    void write(SagaBatch batch) {
        if (!batch.unlinked.isEmpty()) {
            jdbc.update(
                    """
                    delete from association_value_entry v using unnest(?::text[], ?::text[], ?::text[]) as gone (id, key, value)
                     where v.saga_id = gone.id and v.association_key = gone.key and v.association_value = gone.value
                    """,
                    array(batch.unlinked, SagaBatch.Link::sagaId),
                    array(batch.unlinked, link -> link.value().getKey()),
                    array(batch.unlinked, link -> link.value().getValue()));
        }
        if (!batch.deleted.isEmpty()) {
            var ids = array(batch.deleted, id -> id);
            jdbc.update("""
                    with gone as (delete from association_value_entry where saga_id = any(?))
                    delete from saga_entry where saga_id = any(?)
                    """, ids, ids);
        }
        if (!batch.updated.isEmpty()) {
            var rows = batch.updated.values();
            jdbc.update("""
                    update saga_entry s set revision = new.revision, serialized_saga = new.state
                      from unnest(?::text[], ?::text[], ?::bytea[]) as new (id, revision, state) where s.saga_id = new.id
                    """, array(rows, StoredSaga::id), array(rows, StoredSaga::revision), states(rows));
        }
        if (!batch.inserted.isEmpty()) {
            var rows = batch.inserted.values();
            jdbc.update(
                    """
                    insert into saga_entry (saga_id, saga_type, revision, serialized_saga)
                    select * from unnest(?::text[], ?::text[], ?::text[], ?::bytea[])
                    """,
                    array(rows, StoredSaga::id),
                    array(rows, StoredSaga::type),
                    array(rows, StoredSaga::revision),
                    states(rows));
        }
        if (!batch.linked.isEmpty()) {
            jdbc.update(
                    """
                    insert into association_value_entry (saga_type, saga_id, association_key, association_value)
                    select new.* from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as new (type, id, key, value)
                      join saga_entry s on s.saga_id = new.id
                    """,
                    array(batch.linked, SagaBatch.Link::type),
                    array(batch.linked, SagaBatch.Link::sagaId),
                    array(batch.linked, link -> link.value().getKey()),
                    array(batch.linked, link -> link.value().getValue()));
        }
    }

    private static byte[][] states(Collection<StoredSaga> sagas) {
        return sagas.stream().map(StoredSaga::state).toArray(byte[][]::new);
    }

    private static <T> @Nullable String[] array(Collection<T> from, Function<T, @Nullable String> part) {
        return from.stream().map(part).toArray(String[]::new);
    }
}
