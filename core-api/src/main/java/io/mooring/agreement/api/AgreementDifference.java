package io.mooring.agreement.api;

/** What AWS's Agreement API says of an agreement and was not known, or known otherwise. */
public enum AgreementDifference {
    LICENCE_IN_FORCE,
    /** It was signed ahead: its licence comes into force when it begins. */
    SCHEDULED,
    LICENCE_ENDED,
    PAYMENT_FAILED,
    /** The payment of a licence in force has failed; it counts once AWS, asked again, says so still. */
    PAYMENT_DOUBTED,
    ENDED,
    /** It is in force, and messages have said that it is over; nothing is given back by that. */
    STILL_IN_FORCE,
    /** It is over, as its messages have said, and AWS had held it to be in force meanwhile. */
    AGREES_AGAIN,
    /** It is over, the final hour for metering is too, and nothing is said of its licence being in force. */
    END_CONFIRMED,
    FREE_TRIAL,
    /** Which agreement it renews or replaces. */
    PREDECESSOR,
    /** It takes effect later, and it is known which purchase it is about. */
    SIGNED_AHEAD,
    /** When it begins or ends. */
    TERM
}
