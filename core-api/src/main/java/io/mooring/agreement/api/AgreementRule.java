package io.mooring.agreement.api;

import io.mooring.rule.api.Rule;

/** What an agreement insists on. */
public enum AgreementRule implements Rule {
    ONE_LICENCE("agreement-one-licence", "An agreement has one licence"),
    NOT_OVER("agreement-over", "An agreement that has ended is not in force again"),
    FOLLOWS_ONE("agreement-follows-another", "An agreement goes on from one other agreement");

    private final String slug;
    private final String message;

    AgreementRule(String slug, String message) {
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
