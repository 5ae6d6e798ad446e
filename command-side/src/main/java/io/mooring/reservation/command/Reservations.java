package io.mooring.reservation.command;

import java.util.Optional;

/**
 * Names and places that only one may have. A reservation is part of the running transaction: it waits for a rival that is not yet committed, and is gone
 * if the command fails.
 */
public interface Reservations {

    /** What is reserved; each a name space of its own. */
    enum Scope {
        BILLING_USER_NAME,
        BILLING_MAILBOX,
        CONSOLE_USER_NAME,
        CONSOLE_MAILBOX,
        BILLING_ACCOUNT_OF_ACTIVATION,
        PROPOSAL_OF_ACTIVATION,
        PAYER_OF_WORKSPACE
    }

    /** True when the key now belongs to the owner, also if it did before. */
    boolean reserve(Scope scope, String key, String owner);

    /** The key belongs to the owner from now on, whoever had it. */
    void handOver(Scope scope, String key, String owner);

    /** Gives the key back, if it is the owner's: true where it was. */
    boolean release(Scope scope, String key, String owner);

    /** Who has the key. */
    Optional<String> ownerOf(Scope scope, String key);
}
