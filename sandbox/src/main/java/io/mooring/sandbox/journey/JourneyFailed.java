package io.mooring.sandbox.journey;

/** A step did not go as it has to. */
public final class JourneyFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JourneyFailed(String message) {
        super(message);
    }

    public JourneyFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
