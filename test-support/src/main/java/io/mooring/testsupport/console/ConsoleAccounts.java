package io.mooring.testsupport.console;

import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.console.api.ConsoleAccountId;
import io.mooring.console.api.ConsoleAccountRegistered;
import io.mooring.console.api.RegisterConsoleAccount;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.verification.Verifications;
import io.mooring.verification.api.Purpose;

/** A console account and its history so far. */
public final class ConsoleAccounts {

    public static final ConsoleAccountId ID = new ConsoleAccountId("console-1");
    public static final String USER_NAME = "ann";

    public static ConsoleAccountRegistered registered() {
        return new ConsoleAccountRegistered(
                ID, USER_NAME, Verifications.MAILBOX, BillingAccounts.PHONE, BillingAccounts.TERMS, NOW);
    }

    /** The wish to register, with the proof of {@link Verifications#ID}. */
    public static RegisterConsoleAccount registration(ConsoleAccountId id, Purpose provenFor) {
        return registration(id, provenFor, USER_NAME, Verifications.MAILBOX);
    }

    public static RegisterConsoleAccount registration(
            ConsoleAccountId id, Purpose provenFor, String userName, String mailbox) {
        return new RegisterConsoleAccount(
                id,
                Verifications.ACTIVATION,
                Verifications.ID,
                provenFor,
                userName,
                mailbox,
                BillingAccounts.PHONE,
                BillingAccounts.PASSWORD,
                BillingAccounts.TERMS);
    }

    private ConsoleAccounts() {}
}
