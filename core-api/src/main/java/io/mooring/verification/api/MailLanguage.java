package io.mooring.verification.api;

/** The language that a mail is written in. */
public enum MailLanguage {
    EN,
    ZH
}
