package io.mooring.sandbox.http;

/** A request that gets this status and sentence as its answer. */
public final class Refused extends RuntimeException {

    private final int status;

    public Refused(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
