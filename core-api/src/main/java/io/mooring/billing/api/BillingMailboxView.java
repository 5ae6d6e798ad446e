package io.mooring.billing.api;

/** The mailbox on file of a billing account; for proving, never for showing. */
public record BillingMailboxView(BillingAccountId billingAccountId, String mailbox) {

    @Override
    public String toString() {
        return "BillingMailboxView[" + billingAccountId + "]";
    }
}
