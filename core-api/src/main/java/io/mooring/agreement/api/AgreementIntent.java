package io.mooring.agreement.api;

/** What a buyer meant by accepting, in AWS's words. */
public enum AgreementIntent {
    NEW,
    /** Goes on where an earlier agreement ends. */
    RENEW,
    /** Takes an earlier agreement's place before its end. */
    REPLACE,
    /** Changes this agreement. */
    AMEND
}
