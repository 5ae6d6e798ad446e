package io.mooring.task.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mooring.rule.api.NamedUuid;

/** One matter for a person. */
public record TaskId(@JsonValue String value) {

    @JsonCreator
    public TaskId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("TaskId must not be blank");
        }
    }

    /** The same for everything that is said of one matter, so that its end finds its beginning in either order. */
    public static TaskId of(TaskKind kind, String subject) {
        return new TaskId(NamedUuid.of("task", kind.name(), subject).toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
