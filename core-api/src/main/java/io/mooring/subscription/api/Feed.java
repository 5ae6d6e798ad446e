package io.mooring.subscription.api;

/** How AWS tells a seller what becomes of purchases. */
public enum Feed {
    /** Notifications that name the buyer by customer identifier: in China, and for listings made before June 2026. */
    SNS,
    /** Events that name agreements and their licences: for every newer listing. */
    EVENTBRIDGE
}
