package io.mooring.eventstore;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;

/** The allow-list of stored types: which logical name and revision stands for which class. What is not on it is neither written nor read. */
public final class EventTypes {

    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Map<Class<?>, SerializedType> types = new HashMap<>();

    /** Adds every record of a sealed family as {@code <prefix>.<SimpleName>}, with the revision of its {@link Revision} annotation. */
    public EventTypes withFamily(String prefix, Class<?> family) {
        if (!family.isSealed()) {
            throw new IllegalArgumentException(family + " is not sealed");
        }
        for (var member : family.getPermittedSubclasses()) {
            with(prefix + "." + member.getSimpleName(), member);
        }
        return this;
    }

    /** Adds one class under a name of its own. */
    public EventTypes with(String name, Class<?> type) {
        var revision = type.getAnnotation(Revision.class);
        if (classes.putIfAbsent(name, type) != null) {
            throw new IllegalArgumentException("Two types are called " + name);
        }
        types.put(type, new SimpleSerializedType(name, revision == null ? "1" : revision.value()));
        return this;
    }

    Optional<SerializedType> typeOf(Class<?> type) {
        return Optional.ofNullable(types.get(type));
    }

    Optional<Class<?>> classOf(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    /** Every name on the list with its class. */
    public Map<String, Class<?>> all() {
        return Map.copyOf(classes);
    }
}
