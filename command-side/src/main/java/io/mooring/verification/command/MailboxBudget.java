package io.mooring.verification.command;

import io.mooring.verification.api.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What may be asked of one mailbox, over all its challenges; counted in the running transaction. */
interface MailboxBudget {

    /** Codes sent to a mailbox in a day (UTC). */
    int CODES_A_DAY = 20;

    /** Wrong codes given for a mailbox in a day (UTC). */
    int WRONG_TRIES_A_DAY = 10;

    /** The least time between two codes for one purpose. */
    Duration BETWEEN_CODES = Duration.ofSeconds(60);

    /** Counts a code to be sent now; else when one may be sent. */
    Optional<Refusal> spendCode(String mailboxKey, Purpose purpose, Instant now);

    /** When tries are possible again, if today's are used up; rivals wait until this transaction has counted its own. */
    Optional<Instant> exhaustedUntil(String mailboxKey, Instant now);

    void countWrongTry(String mailboxKey, Instant now);

    /** Too soon after the last one, or too many today. */
    record Refusal(boolean tooSoon, Instant retryAt) {}
}
