package io.mooring.entitlement.api;

import io.mooring.subscription.api.SubscriptionId;
import java.util.List;

/** What was last known of what purchases entitle to. */
public interface KnownEntitlements {

    /** By dimension; none where a product is paid by usage alone. */
    List<Entitlement> of(SubscriptionId subscriptionId);
}
