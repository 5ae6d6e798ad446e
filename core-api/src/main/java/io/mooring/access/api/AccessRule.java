package io.mooring.access.api;

import io.mooring.rule.api.Rule;

/** What must hold for a sign-in. */
public enum AccessRule implements Rule {
    NOT_LOCKED("sign-in-locked", "Too many wrong tries: signing in is locked for a while");

    private final String slug;
    private final String message;

    AccessRule(String slug, String message) {
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
