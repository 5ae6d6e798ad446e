package io.mooring.testsupport.billing;

import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.access.api.PasswordHash;
import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.BillingAccountApproved;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountProposed;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.billing.api.CompanyInformation;
import io.mooring.billing.api.RegisterBillingAccount;
import io.mooring.testsupport.verification.Verifications;
import java.time.Duration;

/** A billing account and its history so far. */
public final class BillingAccounts {

    public static final BillingAccountId ID = new BillingAccountId("billing-1");
    public static final String USER_NAME = "Ann.Harbour";
    public static final String PHONE = "+86 10 5555 0100";
    public static final String WHY = "the mailbox on file is gone, the contract names the company";
    public static final String TERMS = "2026-10";
    public static final CompanyInformation COMPANY =
            new CompanyInformation("Harbour Works", "CN", "1 Quay Road", "TAX-1", "Ann Harbour");
    public static final PasswordHash PASSWORD =
            new PasswordHash("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA");

    public static BillingAccountRegistered registered() {
        return registered(ID);
    }

    public static BillingAccountRegistered registered(BillingAccountId id) {
        return new BillingAccountRegistered(id, USER_NAME, Verifications.MAILBOX, PHONE, COMPANY, TERMS, NOW);
    }

    public static BillingAccountBound boundTo(ActivationId activation) {
        return new BillingAccountBound(ID, activation, NOW);
    }

    /** Proposed by alice, and good for a day. */
    public static BillingAccountProposed proposedFor(ActivationId activation) {
        return new BillingAccountProposed(ID, activation, "alice", WHY, NOW, NOW.plus(Duration.ofDays(1)));
    }

    /** Approved by carol. */
    public static BillingAccountApproved approvedFor(ActivationId activation) {
        return new BillingAccountApproved(ID, activation, "carol", WHY, NOW);
    }

    /** The wish to register, with the proof of {@link Verifications#ID}. */
    public static RegisterBillingAccount registration(BillingAccountId id) {
        return registration(id, USER_NAME, Verifications.MAILBOX);
    }

    public static RegisterBillingAccount registration(BillingAccountId id, String userName, String mailbox) {
        return new RegisterBillingAccount(
                id, Verifications.ACTIVATION, Verifications.ID, userName, mailbox, PHONE, COMPANY, PASSWORD, TERMS);
    }

    private BillingAccounts() {}
}
