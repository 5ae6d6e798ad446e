package io.mooring.mail.saga;

/** The mails that Mooring writes. */
enum MailKind {
    VERIFICATION_CODE("verification-code"),
    ACTIVATION_COMPLETED("activation-completed"),
    ACTIVATION_REMINDED("activation-reminded");

    private final String template;

    MailKind(String template) {
        this.template = template;
    }

    /** Beginning of the names of its templates. */
    String template() {
        return template;
    }
}
