package io.mooring.workspace.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A place of a buyer in the product. */
public record WorkspaceId(@JsonValue String value) {

    @JsonCreator
    public WorkspaceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("WorkspaceId must not be blank");
        }
    }

    public static WorkspaceId random() {
        return new WorkspaceId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
