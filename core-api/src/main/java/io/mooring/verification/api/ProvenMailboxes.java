package io.mooring.verification.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.BillingAccountId;
import org.jspecify.annotations.Nullable;

/** Which mailboxes have been proven for what: written when a code is right, consumed by the command that needed the proof, each in its own transaction. */
public interface ProvenMailboxes {

    /** Records a proof; a repeated call changes nothing. */
    void record(EmailVerified proof);

    /** The proof, if it was given in that activation for that purpose; it can be used again within the same activation only. */
    Proof require(VerificationId verificationId, ActivationId activationId, Purpose purpose);

    /** A proven mailbox, by its look-up key, and the account it was on file for. */
    record Proof(String mailboxKey, @Nullable BillingAccountId billingAccountId) {}
}
