package io.mooring.mail.saga;

/** A mail as a person reads it. */
record Letter(String subject, String text, String html) {

    @Override
    public String toString() {
        return "Letter[…]";
    }
}
