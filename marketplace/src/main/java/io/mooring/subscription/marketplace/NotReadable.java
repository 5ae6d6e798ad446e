package io.mooring.subscription.marketplace;

/** Ends the reading of one message; an answer, not a fault, and so without a stack trace. */
final class NotReadable extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 255;

    private final String reason;

    NotReadable(String reason) {
        super(reason, null, false, false);
        this.reason = printable(reason);
    }

    /** What is wrong with it; holds nothing of the message but names and sizes. */
    String reason() {
        return reason;
    }

    static String printable(String text) {
        var plain = text.replaceAll("[^\\x20-\\x7e]", "?"); // two chars may have become one
        return plain.substring(0, Math.min(plain.length(), LONGEST));
    }
}
