package io.mooring.billing.api;

/** Asks for an account; answered by an optional {@link BillingAccountView}. */
public record FindBillingAccount(BillingAccountId billingAccountId) {}
