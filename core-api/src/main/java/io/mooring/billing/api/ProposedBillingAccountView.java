package io.mooring.billing.api;

import java.time.Instant;

/** A proposal that waits for another person, as those who run Mooring see it. */
public record ProposedBillingAccountView(
        BillingAccountId billingAccountId,
        String userName,
        String by,
        String reason,
        Instant proposedAt,
        Instant expiresAt) {

    @Override
    public String toString() {
        return "ProposedBillingAccountView[" + billingAccountId + "]";
    }
}
