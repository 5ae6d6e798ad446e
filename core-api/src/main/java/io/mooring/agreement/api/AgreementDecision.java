package io.mooring.agreement.api;

/** What a person may decide of an agreement, where AWS is silent or contradicts itself. */
public enum AgreementDecision {
    /** Its licence is in force and paid for. */
    IN_FORCE,
    /** It has ended, the purchase is over, and no other agreement goes on from it. */
    OVER,
    /** It goes on from another agreement. */
    FOLLOWS
}
