package io.mooring.billing.api;

import io.mooring.rule.api.Rule;

/** What must hold for a billing account. */
public enum BillingRule implements Rule {
    USER_NAME_FREE("billing-user-name-taken", "This user name is taken in the Billing Center"),
    MAILBOX_FREE("mailbox-has-account", "An account with this e-mail address exists already"),
    ONE_PER_ACTIVATION("activation-has-billing-account", "Another billing account is already bound to this activation"),
    PROPOSAL_WAITS("billing-account-not-proposed", "This billing account is not proposed for this activation"),
    TWO_PEOPLE("second-person-required", "Another person must approve what one has proposed");

    private final String slug;
    private final String message;

    BillingRule(String slug, String message) {
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
