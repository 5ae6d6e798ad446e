package io.mooring.console.api;

import io.mooring.rule.api.Rule;

/** What must hold for a console account. */
public enum ConsoleRule implements Rule {
    USER_NAME_FREE("console-user-name-taken", "This user name is taken in the Console"),
    MAILBOX_FREE("console-mailbox-has-account", "A console account with this e-mail address exists already"),
    ACCOUNT_KNOWN("console-account-unknown", "There is no console account with this e-mail address");

    private final String slug;
    private final String message;

    ConsoleRule(String slug, String message) {
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
