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
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionRule;
import io.mooring.subscription.api.SubscriptionScheduled;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.subscription.api.SupersedeSubscription;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One purchase on AWS through its episodes. The newest statement of AWS counts, by AWS's own time; older ones that arrive late change nothing. What AWS
 * says after the end is about a further episode; a landing says nothing about payment and never opens one. A licence has one life only: there a later
 * stage counts, and a further purchase has a licence of its own.
 */
@Aggregate(lockFactory = "databaseDecides")
class Subscription {

    private @AggregateIdentifier SubscriptionId subscriptionId;
    private ActivationId activationId;
    private int episode;
    private Purchase purchase;
    private boolean licensed;
    private @Nullable Instant startsAt;
    private SubscriptionStatus lastSaid = SubscriptionStatus.WAITING_FOR_AWS;
    private Instant lastSaidAt = Instant.MIN;
    private @Nullable String offerId;
    private boolean freeTrial;
    private @Nullable Names joined;
    private @Nullable String failedOffer;
    private @Nullable Instant failedOfferAt;
    private boolean isOnlyFailed;
    private boolean isOverDecided;

    /** What AWS calls a purchase at a listing that moves from one feed to the other; the licence by its {@code l-…} part. */
    private record Names(String customerIdentifier, String licence) {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(SubscribeFromMarketplace command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        if (command.landed()) {
            apply(new BuyerLanded(subscriptionId, activationId, command.awsAccountId(), clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ScheduleSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        var now = clock.instant();
        if (command.startsAt().isAfter(now) && !command.startsAt().equals(startsAt) && !isLastStage(lastSaid)) {
            apply(new SubscriptionScheduled(subscriptionId, activationId, command.startsAt(), now));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Hearing decide(ConfirmSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        if (joined != null && lastSaid == SubscriptionStatus.CONFIRMED && isKnown(command)) {
            repeat(command.occurredAt());
            return hearing(Heard.TOLD_BEFORE);
        }
        var heard = isOfWhatRuns(command) ? Heard.NEWS : hear(SubscriptionStatus.CONFIRMED, command.occurredAt());
        if (heard == Heard.NEWS) {
            openIfOver(command.purchase(), clock);
            apply(new SubscriptionConfirmed(
                    subscriptionId, activationId, command.offerId(), command.freeTrial(), command.occurredAt()));
        }
        return hearing(heard);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Hearing decide(FailSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        var heard = hear(SubscriptionStatus.FAILED, command.occurredAt());
        if (heard == Heard.NEWS && lastSaid == SubscriptionStatus.CONFIRMED && isOfAnotherOffer(offerId, command)) {
            return hearing(refuseReplacement(command));
        }
        if (heard == Heard.NEWS) {
            openIfOver(command.purchase(), clock);
            if (command.offerId() != null) {
                apply(new OfferFailed(subscriptionId, command.offerId(), command.occurredAt()));
            }
            apply(new SubscriptionFailed(subscriptionId, activationId, command.occurredAt()));
        }
        return hearing(heard);
    }

    /** What is paid for under its own offer goes on. */
    private Heard refuseReplacement(FailSubscription command) {
        if (failedOfferAt != null && !command.occurredAt().isAfter(failedOfferAt)) {
            return Heard.TOLD_BEFORE;
        }
        apply(new OfferFailed(subscriptionId, String.valueOf(command.offerId()), command.occurredAt()));
        return Heard.NEWS;
    }

    /** What was confirmed without an offer, as before 2024, is not what fails under one. */
    private static boolean isOfAnotherOffer(@Nullable String than, FailSubscription command) {
        return command.offerId() != null && (than == null || !offer(than).equals(offer(command.offerId())));
    }

    /** Where nothing but a failure was heard, and that was about another offer, an older confirmation is about what runs. */
    private boolean isOfWhatRuns(ConfirmSubscription command) {
        return isOnlyFailed
                && failedOffer != null
                && command.offerId() != null
                && !offer(failedOffer).equals(offer(command.offerId()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Hearing decide(BeginEndingSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        var heard = hear(SubscriptionStatus.ENDING, command.occurredAt());
        if (heard == Heard.NEWS) {
            openIfOver(command.purchase(), clock);
            apply(new SubscriptionEnding(
                    subscriptionId,
                    activationId,
                    command.occurredAt(),
                    command.occurredAt().plus(SubscriptionEnding.FINAL_METERING)));
        }
        return hearing(heard);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Hearing decide(EndSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        var heard = hear(SubscriptionStatus.ENDED, command.occurredAt());
        if (heard == Heard.NEWS) {
            apply(new SubscriptionEnded(subscriptionId, activationId, command.occurredAt()));
        }
        return hearing(heard);
    }

    /** Whoever learns of the successor only after the end hands on all the same. A licence has one life, so its activation is the first of the successor's. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    LastStatement decide(SupersedeSubscription command, Clock clock) {
        openIfUnknown(command.purchase(), clock);
        var last = new LastStatement(lastSaid, lastSaidAt.equals(Instant.MIN) ? null : lastSaidAt, offerId, freeTrial);
        if (lastSaid != SubscriptionStatus.SUPERSEDED) {
            apply(new SubscriptionSuperseded(
                    subscriptionId,
                    activationId,
                    command.successor(),
                    ActivationId.of(command.successor(), 1),
                    command.occurredAt()));
        }
        return last;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(JoinNames command) {
        var names = new Names(command.customerIdentifier(), Purchase.licence(command.licenseArn()));
        if (joined != null) {
            return joined.equals(names);
        }
        if (episode == 0 || lastSaid == SubscriptionStatus.SUPERSEDED || wasOverBefore(command.licenceBeganAt())) {
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

    /** A licence that began before is that of the purchase which is over; a later one is another purchase's. */
    private boolean wasOverBefore(@Nullable Instant licenceBeganAt) {
        return lastSaid == SubscriptionStatus.ENDED && (licenceBeganAt == null || licenceBeganAt.isAfter(lastSaidAt));
    }

    /** One feed names the offer or the trial and the other may not; what is not named says nothing new. */
    private boolean isKnown(ConfirmSubscription command) {
        var isSameOffer =
                offerId == null || command.offerId() == null || offer(offerId).equals(offer(command.offerId()));
        return isSameOffer && (freeTrial || !command.freeTrial());
    }

    /** AWS prints it with the first word and without. */
    private static String offer(String id) {
        return id.startsWith("offer-") ? id.substring("offer-".length()) : id;
    }

    private void repeat(Instant at) {
        if (at.isAfter(lastSaidAt)) {
            apply(new StatementRepeated(subscriptionId, lastSaid, at));
        }
    }

    private Hearing hearing(Heard heard) {
        return new Hearing(
                heard,
                lastSaid.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                lastSaidAt.equals(Instant.MIN) ? null : lastSaidAt);
    }

    private Heard hear(SubscriptionStatus said, Instant at) {
        if (isNews(said, at)) {
            return Heard.NEWS;
        }
        if (said == lastSaid) {
            return Heard.TOLD_BEFORE;
        }
        return licensed && isLastStage(lastSaid) && !isLastStage(said) && at.isAfter(lastSaidAt)
                ? Heard.OF_ANOTHER_PURCHASE
                : Heard.OLDER;
    }

    /** Said now, or with what AWS said last where its clock is ahead. What is paid for has its final hour, whoever says that it is over. */
    @CommandHandler
    void decide(DecideSubscription command, Clock clock) {
        var now = clock.instant();
        var confirms = command.status() == SubscriptionStatus.CONFIRMED;
        var isInFinalHour = lastSaid == SubscriptionStatus.ENDING
                && now.isBefore(lastSaidAt.plus(SubscriptionEnding.FINAL_METERING));
        if (lastSaid == command.status() || (!confirms && isInFinalHour && isOverDecided)) {
            return;
        }
        if (lastSaid == SubscriptionStatus.SUPERSEDED) {
            throw SubscriptionRule.NOT_SUPERSEDED.violatedBy(subscriptionId);
        }
        var at = now.isAfter(lastSaidAt) ? now : lastSaidAt;
        if (confirms && licensed && isLastStage(lastSaid)) {
            throw SubscriptionRule.ONE_LIFE.violatedBy(subscriptionId);
        }
        apply(new SubscriptionDecided(subscriptionId, command.status(), command.reason(), now));
        if (confirms) {
            var isOver = isLastStage(lastSaid);
            openIfOver(purchase, clock);
            apply(new SubscriptionConfirmed(
                    subscriptionId, activationId, isOver ? null : offerId, !isOver && freeTrial, at));
        } else if (lastSaid == SubscriptionStatus.CONFIRMED) {
            apply(new SubscriptionEnding(subscriptionId, activationId, at, at.plus(SubscriptionEnding.FINAL_METERING)));
        } else if (!isInFinalHour) {
            apply(new SubscriptionEnded(subscriptionId, activationId, at));
        }
    }

    /** Of two statements with the same time the later one in a subscription's life counts; the same statement again is no news. */
    private boolean isNews(SubscriptionStatus said, Instant at) {
        if (lastSaid == SubscriptionStatus.SUPERSEDED) {
            return false;
        }
        if (licensed && (isLastStage(said) || isLastStage(lastSaid))) {
            return said.compareTo(lastSaid) > 0;
        }
        return at.isAfter(lastSaidAt) || (at.equals(lastSaidAt) && said.compareTo(lastSaid) > 0);
    }

    private static boolean isLastStage(SubscriptionStatus status) {
        return status.compareTo(SubscriptionStatus.ENDING) >= 0;
    }

    private void openIfUnknown(Purchase purchase, Clock clock) {
        if (episode == 0) {
            open(purchase, clock);
        }
    }

    private void openIfOver(Purchase purchase, Clock clock) {
        if (lastSaid == SubscriptionStatus.ENDED) {
            open(purchase, clock);
        }
    }

    private void open(Purchase purchase, Clock clock) {
        var id = purchase.subscriptionId();
        var next = episode + 1;
        apply(new SubscriptionOpened(id, ActivationId.of(id, next), next, purchase, clock.instant()));
    }

    @EventSourcingHandler
    void evolve(SubscriptionOpened event) {
        isOverDecided = false;
        subscriptionId = event.subscriptionId();
        activationId = event.activationId();
        episode = event.episode();
        purchase = event.purchase();
        licensed = event.purchase().licenseArn() != null;
    }

    @EventSourcingHandler
    void evolve(SubscriptionScheduled event) {
        startsAt = event.startsAt();
    }

    @EventSourcingHandler
    void evolve(SubscriptionConfirmed event) {
        offerId = event.offerId();
        freeTrial = event.freeTrial();
        isOverDecided = false;
        said(SubscriptionStatus.CONFIRMED, event.confirmedAt());
    }

    @EventSourcingHandler
    void evolve(SubscriptionFailed event) {
        isOnlyFailed = episode == 1 && lastSaid == SubscriptionStatus.WAITING_FOR_AWS;
        lastSaid = SubscriptionStatus.FAILED;
        lastSaidAt = event.failedAt();
    }

    @EventSourcingHandler
    void evolve(OfferFailed event) {
        failedOffer = event.offerId();
        failedOfferAt = event.failedAt();
    }

    @EventSourcingHandler
    void evolve(SubscriptionDecided event) {
        isOverDecided = event.status() == SubscriptionStatus.ENDED;
    }

    @EventSourcingHandler
    void evolve(SubscriptionEnding event) {
        said(SubscriptionStatus.ENDING, event.endingAt());
    }

    @EventSourcingHandler
    void evolve(SubscriptionEnded event) {
        said(SubscriptionStatus.ENDED, event.endedAt());
    }

    @EventSourcingHandler
    void evolve(SubscriptionSuperseded event) {
        said(SubscriptionStatus.SUPERSEDED, event.supersededAt());
    }

    @EventSourcingHandler
    void evolve(StatementRepeated event) {
        said(event.status(), event.repeatedAt());
    }

    /** A licence has one life only, whatever the purchase was named by before. */
    @EventSourcingHandler
    void evolve(NamesJoined event) {
        joined = new Names(event.customerIdentifier(), Purchase.licence(event.licenseArn()));
        licensed = true;
    }

    private void said(SubscriptionStatus status, Instant at) {
        isOnlyFailed = false;
        lastSaid = status;
        lastSaidAt = at;
    }
}
