package io.mooring.mail.saga;

/**
 * A mail as a person reads it.
 *
 * @param sender whose name it comes under
 */
record Letter(String sender, String subject, String text, String html) {

    @Override
    public String toString() {
        return "Letter[…]";
    }
}
