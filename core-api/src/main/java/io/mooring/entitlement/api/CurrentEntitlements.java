package io.mooring.entitlement.api;

import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a buyer may use now: what was last known serves up to a set age, then the answer is closed, with its reason. */
public interface CurrentEntitlements {

    Answer of(SubscriptionId subscriptionId);

    /** Open or closed. */
    sealed interface Answer {}

    /**
     * The buyer may use this.
     *
     * @param entitlements none where the product is paid by usage alone
     * @param readAt when AWS said so last
     */
    record Open(List<Entitlement> entitlements, Instant readAt) implements Answer {

        public Open {
            entitlements = List.copyOf(entitlements);
        }
    }

    /**
     * The buyer may use nothing.
     *
     * @param readAt when AWS was last heard of it, if ever
     */
    record Closed(Reason reason, @Nullable Instant readAt) implements Answer {}

    /** Why it is closed. */
    enum Reason {
        UNKNOWN_PURCHASE,
        NOT_CONFIRMED,
        PAYMENT_FAILED,
        OVER,
        /** AWS has not been asked yet. */
        NEVER_READ,
        /** AWS has not answered for longer than what was last known may serve. */
        TOO_OLD
    }
}
