package io.mooring.subscription.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.DecideSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.JoinNames;
import io.mooring.subscription.api.LastStatement;
import io.mooring.subscription.api.NamesJoined;
import io.mooring.subscription.api.OfferFailed;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.ScheduleSubscription;
import io.mooring.subscription.api.StatementRepeated;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionDecided;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionEvent;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionRule;
import io.mooring.subscription.api.SubscriptionScheduled;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.subscription.api.SupersedeSubscription;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * One purchase on AWS through its episodes. The newest statement of AWS counts, by AWS's own time; older ones that arrive late change nothing. What AWS
 * says after the end is about a further episode; a landing says nothing about payment and never opens one. A licence has one life only: there a later
 * stage counts, and a further purchase has a licence of its own.
 */
@Aggregate(lockFactory = "databaseDecides")
class Subscription {

    private @AggregateIdentifier SubscriptionId subscriptionId;

    private final SubscriptionFacts known = new SubscriptionFacts();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(SubscribeFromMarketplace command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        if (command.landed()) {
            apply(new BuyerLanded(subscriptionId, known.activationId, command.awsAccountId(), clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ScheduleSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        var now = clock.instant();
        if (command.startsAt().isAfter(now)
                && !command.startsAt().equals(known.startsAt)
                && !SubscriptionFacts.isLastStage(known.lastSaid)) {
            apply(new SubscriptionScheduled(subscriptionId, known.activationId, command.startsAt(), now));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Hearing decide(ConfirmSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        if (known.joined != null && known.lastSaid == SubscriptionStatus.CONFIRMED && known.isKnown(command)) {
            if (command.occurredAt().isAfter(known.lastSaidAt)) {
                apply(new StatementRepeated(subscriptionId, known.lastSaid, command.occurredAt()));
            }
            return known.hearing(Heard.TOLD_BEFORE);
        }
        var heard = known.isOfWhatRuns(command)
                ? Heard.NEWS
                : known.hear(SubscriptionStatus.CONFIRMED, command.occurredAt());
        if (heard == Heard.NEWS) {
            openIfOver(command.purchase(), clock);
            apply(new SubscriptionConfirmed(
                    subscriptionId, known.activationId, command.offerId(), command.freeTrial(), command.occurredAt()));
        }
        return known.hearing(heard);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Hearing decide(FailSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        var heard = known.hear(SubscriptionStatus.FAILED, command.occurredAt());
        if (heard == Heard.NEWS && known.isReplacement(command)) {
            return known.hearing(refuseReplacement(command));
        }
        if (heard == Heard.NEWS) {
            openIfOver(command.purchase(), clock);
            if (command.offerId() != null) {
                apply(new OfferFailed(subscriptionId, command.offerId(), command.occurredAt()));
            }
            apply(new SubscriptionFailed(subscriptionId, known.activationId, command.occurredAt()));
        }
        return known.hearing(heard);
    }

    /** What is paid for under its own offer goes on. */
    private Heard refuseReplacement(FailSubscription command) {
        if (known.failedOfferAt != null && !command.occurredAt().isAfter(known.failedOfferAt)) {
            return Heard.TOLD_BEFORE;
        }
        apply(new OfferFailed(subscriptionId, String.valueOf(command.offerId()), command.occurredAt()));
        return Heard.NEWS;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Hearing decide(BeginEndingSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        var heard = known.hear(SubscriptionStatus.ENDING, command.occurredAt());
        if (heard == Heard.NEWS) {
            openIfOver(command.purchase(), clock);
            apply(new SubscriptionEnding(
                    subscriptionId,
                    known.activationId,
                    command.occurredAt(),
                    command.occurredAt().plus(SubscriptionEnding.FINAL_METERING)));
        }
        return known.hearing(heard);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Hearing decide(EndSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        var heard = known.hear(SubscriptionStatus.ENDED, command.occurredAt());
        if (heard == Heard.NEWS) {
            apply(new SubscriptionEnded(subscriptionId, known.activationId, command.occurredAt()));
        }
        return known.hearing(heard);
    }

    /** Whoever learns of the successor only after the end hands on all the same. A licence has one life, so its activation is the first of the successor's. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    LastStatement decide(SupersedeSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        var last = known.lastStatement();
        if (known.lastSaid != SubscriptionStatus.SUPERSEDED) {
            apply(new SubscriptionSuperseded(
                    subscriptionId,
                    known.activationId,
                    command.successor(),
                    ActivationId.of(command.successor(), 1),
                    command.occurredAt()));
        }
        return last;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(JoinNames command) {
        var names = new SubscriptionFacts.Names(command.customerIdentifier(), Purchase.licence(command.licenseArn()));
        if (known.joined != null) {
            return known.joined.equals(names);
        }
        if (known.episode == 0
                || known.lastSaid == SubscriptionStatus.SUPERSEDED
                || known.wasOverBefore(command.licenceBeganAt())) {
            return false;
        }
        apply(new NamesJoined(
                subscriptionId,
                command.customerIdentifier(),
                command.licenseArn(),
                command.source(),
                command.reason(),
                command.occurredAt()));
        return true;
    }

    /** Said now, or with what AWS said last where its clock is ahead. What is paid for has its final hour, whoever says that it is over. */
    @CommandHandler
    void decide(DecideSubscription command, Clock clock) {
        var now = clock.instant();
        var confirms = command.status() == SubscriptionStatus.CONFIRMED;
        if (known.lastSaid == command.status() || (!confirms && known.isOverDecided && known.isInFinalHour(now))) {
            return;
        }
        if (known.lastSaid == SubscriptionStatus.SUPERSEDED) {
            throw SubscriptionRule.NOT_SUPERSEDED.violatedBy(subscriptionId);
        }
        var isOver = SubscriptionFacts.isLastStage(known.lastSaid);
        if (confirms && known.licensed && isOver) {
            throw SubscriptionRule.ONE_LIFE.violatedBy(subscriptionId);
        }
        var at = now.isAfter(known.lastSaidAt) ? now : known.lastSaidAt;
        var isInFinalHour = known.isInFinalHour(now);
        apply(new SubscriptionDecided(subscriptionId, command.status(), command.reason(), now));
        if (confirms) {
            var offerId = isOver ? null : known.offerId;
            var freeTrial = !isOver && known.freeTrial;
            openIfOver(known.purchase, clock);
            apply(new SubscriptionConfirmed(subscriptionId, known.activationId, offerId, freeTrial, at));
        } else if (known.lastSaid == SubscriptionStatus.CONFIRMED) {
            apply(new SubscriptionEnding(
                    subscriptionId, known.activationId, at, at.plus(SubscriptionEnding.FINAL_METERING)));
        } else if (!isInFinalHour) {
            apply(new SubscriptionEnded(subscriptionId, known.activationId, at));
        }
    }

    private void openIfUnknown(Purchase purchase, Clock clock) {
        if (known.episode == 0) {
            open(purchase, clock);
        }
    }

    private void openIfOver(Purchase purchase, Clock clock) {
        if (known.lastSaid == SubscriptionStatus.ENDED) {
            open(purchase, clock);
        }
    }

    private void open(Purchase purchase, Clock clock) {
        var id = purchase.subscriptionId();
        var next = known.episode + 1;
        apply(new SubscriptionOpened(id, ActivationId.of(id, next), next, purchase, clock.instant()));
    }

    @EventSourcingHandler
    void evolve(SubscriptionEvent event) {
        subscriptionId = event.subscriptionId();
        switch (event) {
            case SubscriptionOpened opened -> known.learn(opened);
            case SubscriptionScheduled scheduled -> known.learn(scheduled);
            case SubscriptionConfirmed confirmed -> known.learn(confirmed);
            case SubscriptionFailed failed -> known.learn(failed);
            case OfferFailed failed -> known.learn(failed);
            case SubscriptionDecided decided -> known.learn(decided);
            case SubscriptionEnding ending -> known.said(SubscriptionStatus.ENDING, ending.endingAt());
            case SubscriptionEnded ended -> known.said(SubscriptionStatus.ENDED, ended.endedAt());
            case SubscriptionSuperseded superseded ->
                known.said(SubscriptionStatus.SUPERSEDED, superseded.supersededAt());
            case StatementRepeated repeated -> known.said(repeated.status(), repeated.repeatedAt());
            case NamesJoined joined -> known.learn(joined);
            case BuyerLanded landed -> {}
        }
    }
}
