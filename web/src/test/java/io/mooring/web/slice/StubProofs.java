package io.mooring.web.slice;

import io.mooring.activation.api.ActivationId;
import io.mooring.verification.api.EmailVerified;
import io.mooring.verification.api.ProvenMailboxes;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationRule;

/** Takes every mailbox for proven until told otherwise. */
public final class StubProofs implements ProvenMailboxes {

    private volatile boolean none;

    public void giveNone() {
        none = true;
    }

    void reset() {
        none = false;
    }

    @Override
    public void record(EmailVerified proof) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Proof require(VerificationId verificationId, ActivationId activationId, Purpose purpose) {
        if (none) {
            throw VerificationRule.MAILBOX_PROVEN.violatedBy(verificationId);
        }
        return new Proof("mailbox-key", null);
    }
}
