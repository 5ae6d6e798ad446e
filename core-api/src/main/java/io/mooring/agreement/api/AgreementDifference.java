package io.mooring.agreement.api;

/** What AWS's Agreement API says of an agreement and was not known, or known otherwise. */
public enum AgreementDifference {
    LICENCE_IN_FORCE,
    /** It was signed ahead: its licence comes into force when it begins. */
    SCHEDULED,
    LICENCE_ENDED,
    PAYMENT_FAILED,
    ENDED,
    /** It is in force, and messages have said that it is over; nothing is given back by that. */
    STILL_IN_FORCE,
    FREE_TRIAL,
    /** Which agreement it renews or replaces. */
    PREDECESSOR,
    /** When it begins or ends. */
    TERM
}
