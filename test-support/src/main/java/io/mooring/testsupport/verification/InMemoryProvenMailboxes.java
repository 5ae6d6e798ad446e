package io.mooring.testsupport.verification;

import io.mooring.activation.api.ActivationId;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.verification.api.EmailVerified;
import io.mooring.verification.api.ProvenMailboxes;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationRule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Proofs in a map. */
public final class InMemoryProvenMailboxes implements ProvenMailboxes {

    private final Map<VerificationId, EmailVerified> proofs = new ConcurrentHashMap<>();
    private final LookupKeys keys;

    public InMemoryProvenMailboxes(LookupKeys keys) {
        this.keys = keys;
    }

    @Override
    public void record(EmailVerified proof) {
        proofs.putIfAbsent(proof.verificationId(), proof);
    }

    @Override
    public Proof require(VerificationId verificationId, ActivationId activationId, Purpose purpose) {
        var proof = proofs.get(verificationId);
        if (proof == null || !proof.activationId().equals(activationId) || proof.purpose() != purpose) {
            throw VerificationRule.MAILBOX_PROVEN.violatedBy(verificationId);
        }
        return new Proof(keys.ofMailbox(proof.mailbox()), proof.billingAccountId());
    }
}
