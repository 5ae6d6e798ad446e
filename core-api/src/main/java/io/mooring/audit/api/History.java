package io.mooring.audit.api;

/** Names of the metadata that every event carries. */
public final class History {

    /** Who acted, see {@link Actor}. */
    public static final String ACTOR = "actor";

    /** The id of the message from outside that everything in one chain goes back to. */
    public static final String CORRELATION_ID = "correlationId";

    /** The id of the message that directly caused this one. */
    public static final String CAUSATION_ID = "causationId";

    private History() {}
}
