package io.mooring.eventstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Seals the marked text fields of stored records under the key of the person they belong to, and opens them again. With the key gone the fields read
 * as a fixed text, and the record still reads.
 */
public final class PersonalFields {

    private static final String PREFIX = "sealed:1:";

    private final SubjectKeys keys;
    private final Class<? extends Annotation> personal;
    private final Class<? extends Annotation> subject;
    private final String forgotten;
    private final Map<Class<?>, Layout> layouts = new ConcurrentHashMap<>();

    /**
     * The layout of one type: the component that names the person, and the paths of the sealed components; null when nothing is personal.
     */
    private record Layout(@Nullable String subject, List<List<String>> paths) {}

    /**
     * Fields marked {@code personal} of records that mark the id of their person as {@code subject}; {@code forgotten} is what they read as without a key.
     */
    public PersonalFields(
            SubjectKeys keys,
            Class<? extends Annotation> personal,
            Class<? extends Annotation> subject,
            String forgotten) {
        this.keys = keys;
        this.personal = personal;
        this.subject = subject;
        this.forgotten = forgotten;
    }

    boolean areIn(Class<?> type) {
        return layoutOf(type).subject() != null;
    }

    void seal(Class<?> type, String typeName, JsonNode tree) {
        var layout = layoutOf(type);
        if (layout.subject() == null) {
            return;
        }
        var subjectId = tree.path(layout.subject()).asText();
        // Even when every field is empty, so that a record of nobody takes as long to write as one of somebody
        var key = keys.obtain(subjectId);
        for (var path : layout.paths()) {
            var parent = parentOf(tree, path);
            var value = parent == null ? null : parent.get(path.getLast());
            if (parent != null && value != null && value.isTextual()) {
                parent.put(path.getLast(), PREFIX + key.seal(value.asText(), context(typeName, path, subjectId)));
            }
        }
    }

    void open(Class<?> type, String typeName, JsonNode tree) {
        var layout = layoutOf(type);
        if (layout.subject() == null) {
            return;
        }
        var subjectId = tree.path(layout.subject()).asText();
        for (var path : layout.paths()) {
            var parent = parentOf(tree, path);
            var value = parent == null ? null : parent.get(path.getLast());
            if (parent != null && value != null && value.asText().startsWith(PREFIX)) {
                var text = keys.open(
                        subjectId, value.asText().substring(PREFIX.length()), context(typeName, path, subjectId));
                parent.put(path.getLast(), text.orElse(forgotten));
            }
        }
    }

    private static String context(String typeName, List<String> path, String subjectId) {
        return typeName + "/" + String.join("/", path) + "|" + subjectId;
    }

    private static @Nullable ObjectNode parentOf(JsonNode tree, List<String> path) {
        var node = tree;
        for (var name : path.subList(0, path.size() - 1)) {
            node = node.path(name);
        }
        return node instanceof ObjectNode object ? object : null;
    }

    private Layout layoutOf(Class<?> type) {
        return layouts.computeIfAbsent(type, this::read);
    }

    private Layout read(Class<?> type) {
        if (!type.isRecord()) {
            return new Layout(null, List.of());
        }
        var paths = new ArrayList<List<String>>();
        collect(type, List.of(), paths);
        if (paths.isEmpty()) {
            return new Layout(null, List.of());
        }
        for (var component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(subject)) {
                return new Layout(component.getName(), paths);
            }
        }
        throw new IllegalStateException(type.getName() + " has personal fields and nobody they belong to");
    }

    private void collect(Class<?> type, List<String> prefix, List<List<String>> paths) {
        for (RecordComponent component : type.getRecordComponents()) {
            var path = new ArrayList<>(prefix);
            path.add(component.getName());
            if (component.isAnnotationPresent(personal)) {
                if (component.getType() != String.class) {
                    throw new IllegalStateException(
                            type.getName() + "." + component.getName() + " is personal but no text");
                }
                paths.add(path);
            } else if (component.getType().isRecord()) {
                collect(component.getType(), path, paths);
            }
        }
    }
}
