package io.mooring.subscription.api;

/** How AWS stands to a subscription. */
public enum SubscriptionStatus {
    WAITING_FOR_AWS,
    CONFIRMED,
    FAILED,
    ENDING,
    ENDED,
    /** The buyer goes on under another licence. */
    SUPERSEDED
}
