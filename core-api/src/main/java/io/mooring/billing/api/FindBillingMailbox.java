package io.mooring.billing.api;

/** Asks for the mailbox on file of a user name; answered by an optional {@link BillingMailboxView}. */
public record FindBillingMailbox(String userName) {

    @Override
    public String toString() {
        return "FindBillingMailbox[…]";
    }
}
