package io.mooring.activation.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mooring.rule.api.NamedUuid;
import io.mooring.subscription.api.SubscriptionId;

/** One activation: one episode of one subscription. */
public record ActivationId(@JsonValue String value) {

    @JsonCreator
    public ActivationId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("ActivationId must not be blank");
        }
    }

    /** The same for everybody who speaks of that episode. */
    public static ActivationId of(SubscriptionId subscriptionId, int episode) {
        return new ActivationId(NamedUuid.of("activation", subscriptionId.value(), Integer.toString(episode))
                .toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
