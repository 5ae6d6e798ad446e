package io.mooring.mail.saga;

import io.mooring.verification.api.MailLanguage;

/** Where the buyer of an activation reads mail, and in which language. */
public record MailContact(String mailbox, MailLanguage language) {

    @Override
    public String toString() {
        return "MailContact[" + language + "]";
    }
}
