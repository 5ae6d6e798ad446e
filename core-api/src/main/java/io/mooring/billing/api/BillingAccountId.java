package io.mooring.billing.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An account of the Billing Center. */
public record BillingAccountId(@JsonValue String value) {

    @JsonCreator
    public BillingAccountId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("BillingAccountId must not be blank");
        }
    }

    public static BillingAccountId random() {
        return new BillingAccountId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
