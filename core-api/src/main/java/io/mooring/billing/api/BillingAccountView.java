package io.mooring.billing.api;

import java.time.Instant;

/** A billing account as its owner sees it. */
public record BillingAccountView(BillingAccountId billingAccountId, String userName, Instant registeredAt) {

    @Override
    public String toString() {
        return "BillingAccountView[" + billingAccountId + "]";
    }
}
