package io.mooring.console.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An account of the Console. */
public record ConsoleAccountId(@JsonValue String value) {

    @JsonCreator
    public ConsoleAccountId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("ConsoleAccountId must not be blank");
        }
    }

    public static ConsoleAccountId random() {
        return new ConsoleAccountId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
