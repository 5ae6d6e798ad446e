package io.mooring.subscription.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One purchase on AWS: a licence, or customer and product where AWS names no licence. */
public record SubscriptionId(@JsonValue String value) {

    @JsonCreator
    public SubscriptionId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("SubscriptionId must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
