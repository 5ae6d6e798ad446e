package io.mooring.billing.api;

/** Everything that can happen to a billing account. The permits list is the table of contents. */
public sealed interface BillingEvent
        permits BillingAccountRegistered, BillingAccountBound, BillingAccountProposed, BillingAccountApproved {

    BillingAccountId billingAccountId();
}
