package io.mooring.verification.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One challenge: a mailbox, a purpose, an activation. */
public record VerificationId(@JsonValue String value) {

    @JsonCreator
    public VerificationId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("VerificationId must not be blank");
        }
    }

    public static VerificationId random() {
        return new VerificationId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
