package io.mooring.subscription.api;

import java.util.Optional;

/** Which purchase another one goes on from; may lag behind what was recorded by a moment. */
public interface Predecessors {

    /** The one that was renewed or replaced by this one. */
    Optional<SubscriptionId> of(SubscriptionId subscriptionId);
}
