package io.mooring.agreement.api;

/** How an agreement ended, in AWS's words. */
public enum AgreementEnd {
    /** Another agreement goes on from here; not the end of the purchase. */
    RENEWED,
    /** Another agreement has taken its place; not the end of the purchase. */
    REPLACED,
    EXPIRED,
    CANCELLED,
    TERMINATED;

    /** Whether the buyer goes on under another agreement. */
    public boolean isSuperseded() {
        return this == RENEWED || this == REPLACED;
    }
}
