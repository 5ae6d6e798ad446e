package io.mooring.access.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.access.api.AccessRule;
import io.mooring.access.api.SignIn;
import io.mooring.access.api.SignInFailed;
import io.mooring.access.api.SignInId;
import io.mooring.access.api.SignInOutcome;
import io.mooring.access.api.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Guards one user name of one realm against guessing: five wrong passwords in a row lock it for a quarter of an hour. */
@Aggregate(lockFactory = "databaseDecides")
class SignInAttempts {

    static final int FAILURES_ALLOWED = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private @AggregateIdentifier SignInId signInId;
    private int failures;
    private @Nullable Instant lockedUntil;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    SignInOutcome decide(SignIn command, Clock clock) {
        var now = clock.instant();
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            throw AccessRule.NOT_LOCKED.violatedBy(signInId, lockedUntil);
        }
        if (command.passwordMatched() && command.accountId() != null) {
            apply(new SignedIn(command.signInId(), command.realm(), command.accountId(), now));
            return SignInOutcome.SIGNED_IN;
        }
        var count = (lockedUntil == null ? failures : 0) + 1;
        var locked = count >= FAILURES_ALLOWED ? now.plus(LOCKED_FOR) : null;
        apply(new SignInFailed(command.signInId(), command.realm(), count, locked, now));
        return SignInOutcome.REFUSED;
    }

    @EventSourcingHandler
    void evolve(SignedIn event) {
        signInId = event.signInId();
        failures = 0;
        lockedUntil = null;
    }

    @EventSourcingHandler
    void evolve(SignInFailed event) {
        signInId = event.signInId();
        failures = event.failures();
        lockedUntil = event.lockedUntil();
    }
}
