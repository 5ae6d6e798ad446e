package io.mooring.eventstore.saga;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.modelling.saga.AssociationValue;
import org.jspecify.annotations.Nullable;

/** What one unit of work knows of sagas and what it changed in them. Not for several threads at once. */
final class SagaBatch {

    /** An association of a saga that is to be written or taken away. */
    record Link(String type, String sagaId, AssociationValue value) {}

    private record Key(String type, AssociationValue value) {}

    private final Function<Class<?>, String> typeOf;
    private final Map<Key, Set<String>> ids = new HashMap<>();
    private final Map<String, @Nullable StoredSaga> stored = new HashMap<>();
    private final Map<String, StoredSaga> current = new HashMap<>();

    final Map<String, StoredSaga> inserted = new LinkedHashMap<>();
    final Map<String, StoredSaga> updated = new LinkedHashMap<>();
    final Set<String> deleted = new LinkedHashSet<>();
    final Set<Link> linked = new LinkedHashSet<>();
    final Set<Link> unlinked = new LinkedHashSet<>();

    SagaBatch(Function<Class<?>, String> typeOf) {
        this.typeOf = typeOf;
    }

    /** Everything that is stored for these associations, as far as this unit of work has not changed it since. */
    void know(Class<?> sagaType, Collection<AssociationValue> asked, List<StoredSaga> found) {
        found.forEach(this::know);
        for (var value : asked) {
            var holders = found.stream()
                    .filter(saga -> saga.associations().contains(value))
                    .map(StoredSaga::id)
                    .collect(Collectors.toSet());
            know(sagaType, value, holders);
        }
    }

    void know(StoredSaga saga) {
        if (!knows(saga.id())) {
            stored.put(saga.id(), saga);
            current.put(saga.id(), saga);
        }
    }

    /** The ids that the database has for an association; returns those it will have after this unit of work. */
    Set<String> know(Class<?> sagaType, AssociationValue value, Set<String> found) {
        var type = typeOf.apply(sagaType);
        var known = ids.computeIfAbsent(new Key(type, value), key -> {
            var ids = new HashSet<>(found);
            ids.removeIf(id -> unlinked.contains(new Link(type, id, value)) || deleted.contains(id));
            linked.stream()
                    .filter(link -> link.type().equals(type) && link.value().equals(value))
                    .map(Link::sagaId)
                    .forEach(ids::add);
            return ids;
        });
        return Set.copyOf(known);
    }

    /** Null if nobody asked the database. */
    @Nullable
    Set<String> idsOf(Class<?> sagaType, AssociationValue value) {
        var known = ids.get(new Key(typeOf.apply(sagaType), value));
        return known == null ? null : Set.copyOf(known);
    }

    boolean knows(String sagaId) {
        return stored.containsKey(sagaId) || current.containsKey(sagaId);
    }

    @Nullable
    StoredSaga saga(Class<?> sagaType, String sagaId) {
        var saga = current.get(sagaId);
        return saga == null || !saga.type().equals(typeOf.apply(sagaType)) ? null : saga;
    }

    void insert(StoredSaga saga) {
        inserted.put(saga.id(), saga);
        current.put(saga.id(), saga);
        stored.put(saga.id(), null);
        saga.associations().forEach(value -> link(new Link(saga.type(), saga.id(), value)));
    }

    void update(StoredSaga saga, Set<AssociationValue> added, Set<AssociationValue> removed) {
        if (inserted.containsKey(saga.id())) {
            inserted.put(saga.id(), saga);
        } else {
            var before = stored.get(saga.id());
            if (before == null || !before.hasSameStateAs(saga)) {
                updated.put(saga.id(), saga);
            } else {
                updated.remove(saga.id());
            }
        }
        current.put(saga.id(), saga);
        removed.forEach(value -> unlink(new Link(saga.type(), saga.id(), value)));
        added.forEach(value -> link(new Link(saga.type(), saga.id(), value)));
    }

    /** With all its associations, which need not be named. */
    void delete(String sagaId) {
        linked.removeIf(link -> link.sagaId().equals(sagaId));
        unlinked.removeIf(link -> link.sagaId().equals(sagaId));
        ids.values().forEach(known -> known.remove(sagaId));
        updated.remove(sagaId);
        current.remove(sagaId);
        stored.put(sagaId, null);
        if (inserted.remove(sagaId) == null) {
            deleted.add(sagaId);
        }
    }

    private void link(Link link) {
        if (!unlinked.remove(link)) {
            linked.add(link);
        }
        var known = ids.get(new Key(link.type(), link.value()));
        if (known != null) {
            known.add(link.sagaId());
        }
    }

    private void unlink(Link link) {
        if (!linked.remove(link)) {
            unlinked.add(link);
        }
        var known = ids.get(new Key(link.type(), link.value()));
        if (known != null) {
            known.remove(link.sagaId());
        }
    }
}
