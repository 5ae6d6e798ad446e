package io.mooring.billing.api;

/** What can be asked of a billing account. The permits list is the table of contents. */
public sealed interface BillingCommand
        permits RegisterBillingAccount,
                BindBillingAccount,
                CarryBillingAccount,
                ProposeBillingAccount,
                ApproveBillingAccount {

    BillingAccountId billingAccountId();
}
