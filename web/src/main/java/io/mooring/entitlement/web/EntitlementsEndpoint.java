package io.mooring.entitlement.web;

import io.mooring.entitlement.api.CurrentEntitlements;
import io.mooring.entitlement.api.CurrentEntitlements.Closed;
import io.mooring.entitlement.api.CurrentEntitlements.Open;
import io.mooring.entitlement.api.CurrentEntitlements.Reason;
import io.mooring.entitlement.api.Entitlement;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/** What a purchase entitles to at this moment, or why to nothing. */
@Component
@Endpoint(id = "entitlements")
class EntitlementsEndpoint {

    private final CurrentEntitlements current;

    EntitlementsEndpoint(CurrentEntitlements current) {
        this.current = current;
    }

    /**
     * The answer as JSON.
     *
     * @param reason why it is closed
     * @param readAt when AWS was heard of it last
     */
    record Answer(
            boolean open, @Nullable Reason reason, @Nullable Instant readAt, List<Entitlement> entitlements) {}

    @ReadOperation
    Answer of(@Selector String subscriptionId) {
        return switch (current.of(new SubscriptionId(subscriptionId))) {
            case Open open -> new Answer(true, null, open.readAt(), open.entitlements());
            case Closed closed -> new Answer(false, closed.reason(), closed.readAt(), List.of());
        };
    }
}
