package io.mooring.mail.saga;

import java.time.Duration;

/** The mails that Mooring writes. */
enum MailKind {
    VERIFICATION_CODE("verification-code", Duration.ZERO),
    ACTIVATION_COMPLETED("activation-completed", Duration.ofSeconds(2)),
    ACTIVATION_REMINDED("activation-reminded", Duration.ofSeconds(2)),
    BILLING_ACCOUNT_APPROVED("billing-account-approved", Duration.ZERO);

    private final String template;
    private final Duration patience;

    MailKind(String template, Duration patience) {
        this.template = template;
        this.patience = patience;
    }

    /** Beginning of the names of its templates. */
    String template() {
        return template;
    }

    /** How long it waits before it is written, so that the view it is written from has caught up with its event. */
    Duration patience() {
        return patience;
    }
}
