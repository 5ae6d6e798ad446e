package io.mooring.activation.api;

/** Where an activation stands. */
public enum ActivationStatus {
    OPEN,
    PAUSED,
    COMPLETED,
    CANCELLED,
    EXPIRED,
    ENDED,
    /** Another activation goes on from here. */
    SUPERSEDED
}
