package io.mooring.access.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mooring.rule.api.NamedUuid;

/** The attempts at one user name of one realm, whether or not an account has that name. */
public record SignInId(@JsonValue String value) {

    @JsonCreator
    public SignInId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("SignInId must not be blank");
        }
    }

    /** The attempts at a name given by its look-up key. */
    public static SignInId of(Realm realm, String nameKey) {
        return new SignInId(NamedUuid.of("sign-in", realm.name(), nameKey).toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
