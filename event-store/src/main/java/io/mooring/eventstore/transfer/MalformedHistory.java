package io.mooring.eventstore.transfer;

/** A file that is not a history; says which line, and never quotes a payload. */
public final class MalformedHistory extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long line;

    MalformedHistory(long line, String problem) {
        super("Line " + line + ": " + problem);
        this.line = line;
    }

    /** Number of the line, from 1. */
    public long line() {
        return line;
    }
}
