package io.mooring.activation.saga;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;

/** Remembers, across restarts, when an activation has to be reminded of and when it expires; part of the caller's transaction. */
interface ActivationDeadlines {

    /** Replaces what was armed for the activation. */
    void arm(ActivationId activationId, Instant remindAt, Instant expiresAt);

    /** Forgets both; a deadline that is being met at this moment is left to it. */
    void cancel(ActivationId activationId);
}
