package io.mooring.activation.command;

import static io.mooring.activation.api.ActivationStatus.CANCELLED;
import static io.mooring.activation.api.ActivationStatus.COMPLETED;
import static io.mooring.activation.api.ActivationStatus.ENDED;
import static io.mooring.activation.api.ActivationStatus.EXPIRED;
import static io.mooring.activation.api.ActivationStatus.OPEN;
import static io.mooring.activation.api.ActivationStatus.PAUSED;
import static io.mooring.activation.api.ActivationStatus.SUPERSEDED;
import static io.mooring.activation.api.Requirement.BOUND_WORKSPACE;
import static io.mooring.activation.api.Requirement.CONFIRMED_SUBSCRIPTION;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationPaused;
import io.mooring.activation.api.ActivationPostponed;
import io.mooring.activation.api.ActivationReminded;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.ActivationStarted;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.activation.api.CancelActivation;
import io.mooring.activation.api.EndActivation;
import io.mooring.activation.api.ExpireActivation;
import io.mooring.activation.api.OpenActivations;
import io.mooring.activation.api.PauseActivation;
import io.mooring.activation.api.PostponeActivation;
import io.mooring.activation.api.RemindActivation;
import io.mooring.activation.api.ReopenActivation;
import io.mooring.activation.api.Requirement;
import io.mooring.activation.api.RequirementSatisfied;
import io.mooring.activation.api.SatisfyRequirement;
import io.mooring.activation.api.StartActivation;
import io.mooring.activation.api.SupersedeActivation;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The record of one activation: what it needs, what holds, and how it ended. */
@Aggregate(lockFactory = "databaseDecides")
class Activation {

    private @AggregateIdentifier ActivationId activationId;
    private SubscriptionId subscriptionId;
    private ActivationStatus status;
    private boolean completed;
    private boolean reminded;
    private Instant remindAt;
    private Instant expiresAt;
    private @Nullable Instant beginsAt;
    private final Set<Requirement> due = EnumSet.noneOf(Requirement.class);

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(StartActivation command, Clock clock, ActivationTerms terms, OpenActivations door) {
        if (activationId != null) {
            return;
        }
        var now = clock.instant();
        door.open(command.activationId());
        apply(new ActivationStarted(
                command.activationId(),
                command.subscriptionId(),
                List.of(Requirement.values()),
                now,
                now.plus(terms.remindAfter()),
                now.plus(terms.expireAfter())));
    }

    @CommandHandler
    void decide(SatisfyRequirement command, Clock clock, ActivationTerms terms, OpenActivations door) {
        if (command.requirement() == CONFIRMED_SUBSCRIPTION) {
            goOn(clock.instant(), terms, door);
        } else if (command.requirement() == BOUND_WORKSPACE && !isRunning()) {
            return; // bound just before the door closed: it is being released again
        }
        if (isOver() || !due.contains(command.requirement())) {
            return;
        }
        apply(new RequirementSatisfied(activationId, command.requirement(), clock.instant()));
        completeIfNothingIsDue(clock.instant());
    }

    private void goOn(Instant now, ActivationTerms terms, OpenActivations door) {
        if (status == CANCELLED || (status == EXPIRED && due.contains(CONFIRMED_SUBSCRIPTION))) {
            reopen(now, terms, door);
        } else if (status == PAUSED) {
            door.open(activationId);
            apply(new ActivationResumed(activationId, now));
            completeIfNothingIsDue(now);
        }
    }

    private void reopen(Instant now, ActivationTerms terms, OpenActivations door) {
        door.open(activationId);
        apply(new ActivationReopened(activationId, now, now.plus(terms.remindAfter()), expiry(now, beginsAt, terms)));
    }

    /** Who cannot use anything yet is given the whole time from the day on which they can. */
    private static Instant expiry(Instant now, @Nullable Instant beginsAt, ActivationTerms terms) {
        return (beginsAt != null && beginsAt.isAfter(now) ? beginsAt : now).plus(terms.expireAfter());
    }

    private void completeIfNothingIsDue(Instant now) {
        if (status == OPEN && due.isEmpty()) {
            apply(new ActivationCompleted(activationId, subscriptionId, now));
        }
    }

    /** For good. */
    private boolean isOver() {
        return status == ENDED || status == SUPERSEDED;
    }

    private boolean isRunning() {
        return status == OPEN || status == PAUSED || status == COMPLETED;
    }

    @CommandHandler
    void decide(PauseActivation command, Clock clock, OpenActivations door) {
        if (status == OPEN || status == COMPLETED || status == EXPIRED) {
            door.close(activationId);
            apply(new ActivationPaused(activationId, clock.instant()));
        }
    }

    @CommandHandler
    void decide(CancelActivation command, Clock clock, OpenActivations door) {
        if (status != CANCELLED && !isOver()) {
            door.close(activationId);
            apply(new ActivationCancelled(activationId, subscriptionId, clock.instant()));
        }
    }

    @CommandHandler
    void decide(EndActivation command, Clock clock, OpenActivations door) {
        if (!isOver()) {
            door.close(activationId);
            apply(new ActivationEnded(activationId, subscriptionId, clock.instant()));
        }
    }

    @CommandHandler
    void decide(SupersedeActivation command, Clock clock, OpenActivations door) {
        if (status != SUPERSEDED) {
            door.close(activationId);
            apply(new ActivationSuperseded(activationId, subscriptionId, command.successor(), clock.instant()));
        }
    }

    @CommandHandler
    void decide(RemindActivation command, Clock clock) {
        if (status == OPEN && !reminded && !clock.instant().isBefore(remindAt)) {
            apply(new ActivationReminded(activationId, subscriptionId, clock.instant()));
        }
    }

    @CommandHandler
    void decide(ExpireActivation command, Clock clock, OpenActivations door) {
        if (status == OPEN && !clock.instant().isBefore(expiresAt)) {
            door.close(activationId);
            apply(new ActivationExpired(activationId, subscriptionId, clock.instant()));
        }
    }

    @CommandHandler
    void decide(PostponeActivation command, Clock clock, ActivationTerms terms) {
        var expiry = expiry(clock.instant(), command.beginsAt(), terms);
        if (status == OPEN
                && command.beginsAt().isAfter(clock.instant())
                && !command.beginsAt().equals(beginsAt)) {
            apply(new ActivationPostponed(activationId, command.beginsAt(), clock.instant(), remindAt, expiry));
        }
    }

    @CommandHandler
    void decide(ReopenActivation command, Clock clock, ActivationTerms terms, OpenActivations door) {
        if (status == EXPIRED) {
            reopen(clock.instant(), terms, door);
        }
    }

    @EventSourcingHandler
    void evolve(ActivationStarted event) {
        activationId = event.activationId();
        subscriptionId = event.subscriptionId();
        status = OPEN;
        due.addAll(event.requirements());
        remindAt = event.remindAt();
        expiresAt = event.expiresAt();
    }

    @EventSourcingHandler
    void evolve(RequirementSatisfied event) {
        due.remove(event.requirement());
    }

    @EventSourcingHandler
    void evolve(ActivationCompleted event) {
        status = COMPLETED;
        completed = true;
    }

    @EventSourcingHandler
    void evolve(ActivationPaused event) {
        status = PAUSED;
    }

    @EventSourcingHandler
    void evolve(ActivationResumed event) {
        status = completed ? COMPLETED : OPEN;
    }

    @EventSourcingHandler
    void evolve(ActivationCancelled event) {
        status = CANCELLED;
        completed = false;
        due.add(CONFIRMED_SUBSCRIPTION);
        due.add(BOUND_WORKSPACE);
    }

    @EventSourcingHandler
    void evolve(ActivationReminded event) {
        reminded = true;
    }

    @EventSourcingHandler
    void evolve(ActivationExpired event) {
        status = EXPIRED;
        due.add(BOUND_WORKSPACE);
    }

    @EventSourcingHandler
    void evolve(ActivationReopened event) {
        status = OPEN;
        reminded = false;
        remindAt = event.remindAt();
        expiresAt = event.expiresAt();
    }

    @EventSourcingHandler
    void evolve(ActivationPostponed event) {
        beginsAt = event.beginsAt();
        expiresAt = event.expiresAt();
    }

    @EventSourcingHandler
    void evolve(ActivationEnded event) {
        status = ENDED;
    }

    @EventSourcingHandler
    void evolve(ActivationSuperseded event) {
        status = SUPERSEDED;
    }
}
