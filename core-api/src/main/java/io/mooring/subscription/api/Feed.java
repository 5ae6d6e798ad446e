package io.mooring.subscription.api;

/** How AWS tells a seller what becomes of purchases. */
public enum Feed {
    /** Notifications that name the buyer by customer identifier: in China, and for listings made before June 2026. */
    SNS,
    /** Events that name agreements and their licences: for every newer listing. */
    EVENTBRIDGE,
    /** Both, for a listing that is moving from the first to the second: each tells the same facts under a name of its own. */
    MOVING;

    /** Whether messages in the form of {@code other} tell of a listing with this one. */
    public boolean includes(Feed other) {
        return this == other || this == MOVING;
    }
}
