package io.mooring.activation.api;

import io.mooring.rule.api.Rule;

/** What must hold for a step of the wizard. */
public enum ActivationRule implements Rule {
    OPEN("activation-closed", "The activation is closed"),
    BILLING_ACCOUNT_BOUND("billing-account-required", "A billing account must be bound first");

    private final String slug;
    private final String message;

    ActivationRule(String slug, String message) {
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
