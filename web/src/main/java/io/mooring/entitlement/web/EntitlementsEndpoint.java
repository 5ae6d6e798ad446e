package io.mooring.entitlement.web;

import io.mooring.entitlement.api.CurrentEntitlements;
import io.mooring.subscription.api.SubscriptionId;
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

    @ReadOperation
    EntitlementsAnswer of(@Selector String subscriptionId) {
        return EntitlementsAnswer.of(current.of(new SubscriptionId(subscriptionId)));
    }
}
