package io.mooring.verification.api;

import io.mooring.rule.api.Rule;

/** What must hold for a proof. */
public enum VerificationRule implements Rule {
    NOT_TOO_SOON("verification-too-soon", "Another code can be sent a minute after the last one"),
    MAILBOX_WITHIN_LIMIT("mailbox-limit-reached", "Too many codes or wrong tries for this mailbox today"),
    CODE_VALID("verification-code-expired", "The code has expired; ask for another one"),
    ATTEMPTS_LEFT("verification-attempts-exhausted", "Too many wrong tries; ask for another code"),
    MAILBOX_PROVEN("verification-required", "The mailbox must be proven first");

    private final String slug;
    private final String message;

    VerificationRule(String slug, String message) {
        this.slug = slug;
        this.message = message;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String message() {
        return message;
    }
}
