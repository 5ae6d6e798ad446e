package io.mooring.entitlement.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mooring.rule.api.NamedUuid;
import io.mooring.subscription.api.SubscriptionId;

/** All entitlements of one purchase. */
public record EntitlementsId(@JsonValue String value) {

    @JsonCreator
    public EntitlementsId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("EntitlementsId must not be blank");
        }
    }

    public static EntitlementsId of(SubscriptionId subscriptionId) {
        return new EntitlementsId(
                NamedUuid.of("entitlements", subscriptionId.value()).toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
