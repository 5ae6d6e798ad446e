package io.mooring.subscription.web;

import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.MarketplaceReadings.Pass;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscriptionId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** When all purchases were compared with what AWS says last, and the way to have it done now, on the port for the inside. */
@Component
@Endpoint(id = "reconciliation")
class ReconciliationEndpoint {

    private static final int ACCEPTED = 202;

    private final MarketplaceReadings readings;
    private final ReadingRequests requests;
    private final KnownPurchases purchases;

    ReconciliationEndpoint(MarketplaceReadings readings, ReadingRequests requests, KnownPurchases purchases) {
        this.readings = readings;
        this.requests = requests;
        this.purchases = purchases;
    }

    /** The last round; nothing before the first one. */
    record LastPass(@Nullable Pass lastPass) {}

    @ReadOperation
    LastPass last() {
        return new LastPass(readings.lastPass().orElse(null));
    }

    /** 202: a round over all purchases begins within moments, or soon after the one that is under way, on whichever node. */
    @WriteOperation
    WebEndpointResponse<Void> compareAll() {
        requests.requestAll();
        return new WebEndpointResponse<>(ACCEPTED);
    }

    /** 202: AWS is asked about one purchase within moments; 404 where none is known. */
    @WriteOperation
    WebEndpointResponse<Void> compare(@Selector String subscriptionId) {
        var id = new SubscriptionId(subscriptionId);
        if (purchases.find(id).isEmpty()) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        requests.request(id, ReadingCause.OPERATOR);
        return new WebEndpointResponse<>(ACCEPTED);
    }
}
