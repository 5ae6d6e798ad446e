package io.mooring.subscription.api;

import io.mooring.rule.api.Rule;

/** What a subscription insists on. */
public enum SubscriptionRule implements Rule {
    ONE_LIFE("subscription-over", "A licence that is ending or over is not in force again"),
    NOT_SUPERSEDED("subscription-superseded", "What goes on as another purchase is decided there");

    private final String slug;
    private final String message;

    SubscriptionRule(String slug, String message) {
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
