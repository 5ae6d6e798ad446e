package io.mooring.subscription.api;

/** Why AWS was asked. */
public enum ReadingCause {
    /** A message said that something has changed. */
    MESSAGE,
    /** A buyer has come, and AWS has not confirmed the purchase or said what else it calls it. */
    UNCONFIRMED,
    /** What was announced is due: a beginning, an end, a successor. */
    DUE,
    /** It is asked regularly, because messages may be lost. */
    REGULAR,
    /** It was looked for among what AWS says has changed: no message had told of it. */
    FOUND,
    /** Whoever runs Mooring asked for it. */
    OPERATOR
}
