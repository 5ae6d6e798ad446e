package io.mooring.subscription.saga;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.agreement.api.AgreementDecided;
import io.mooring.agreement.api.AgreementDecision;
import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementEndAnnounced;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.AgreementSucceeded;
import io.mooring.agreement.api.FreeTrialEndLearnt;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.entitlement.api.Entitlement;
import io.mooring.entitlement.api.EntitlementChange;
import io.mooring.entitlement.api.EntitlementsChanged;
import io.mooring.subscription.api.AccessTerms;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionDecided;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskOpened;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Winds up what a purchase waits for, and stops what has come; in the order in which AWS and the buyer did it. */
@Component
@ProcessingGroup("purchase-clocks")
class WhenAPurchaseChangesThenWindItsClocks {

    private static final Actor ACTOR = Actor.system("purchase-clocks");

    private final PurchaseClocks clocks;
    private final RequestedReadings readings;
    private final Commands commands;
    private final Clock clock;
    private final AccessTerms access;
    private final BoughtListings listings;

    WhenAPurchaseChangesThenWindItsClocks(
            PurchaseClocks clocks,
            RequestedReadings readings,
            Commands commands,
            Clock clock,
            AccessTerms access,
            BoughtListings listings) {
        this.access = access;
        this.listings = listings;
        this.clocks = clocks;
        this.readings = readings;
        this.commands = commands;
        this.clock = clock;
    }

    @EventHandler
    void on(SubscriptionOpened event) {
        listings.remember(event.activationId(), event.purchase().listing());
    }

    @EventHandler
    void on(BuyerLanded event) {
        waitsForAccess(event.activationId(), event.landedAt());
        clocks.startFirst(
                PurchaseClock.CONFIRMATION_CHECK, event.subscriptionId().value(), event.landedAt());
        clocks.startFirst(
                PurchaseClock.CONFIRMATION_MISSING, event.subscriptionId().value(), event.landedAt());
        readings.hasten(event.subscriptionId());
    }

    @EventHandler
    void on(SubscriptionConfirmed event) {
        var isWaitedFor = clocks.stop(
                event.subscriptionId().value(),
                PurchaseClock.CONFIRMATION_CHECK,
                PurchaseClock.CONFIRMATION_MISSING,
                PurchaseClock.END_CHECK,
                PurchaseClock.END_MISSING,
                PurchaseClock.DECIDED_END);
        if (isWaitedFor) {
            readings.hasten(event.subscriptionId());
        }
        settle(event.subscriptionId(), event.confirmedAt(), TaskKind.CONFIRMATION_MISSING, TaskKind.END_MISSING);
    }

    @EventHandler
    void on(SubscriptionFailed event) {
        isAnswered(event.subscriptionId());
        settle(event.subscriptionId(), event.failedAt(), TaskKind.CONFIRMATION_MISSING);
    }

    @EventHandler
    void on(SubscriptionEnding event) {
        isAnswered(event.subscriptionId());
        settle(event.subscriptionId(), event.endingAt(), TaskKind.CONFIRMATION_MISSING, TaskKind.ENTITLEMENTS_GONE);
        clocks.start(PurchaseClock.END_CHECK, event.subscriptionId().value(), event.finalMeteringUntil());
        clocks.start(PurchaseClock.END_MISSING, event.subscriptionId().value(), event.finalMeteringUntil());
    }

    @EventHandler
    void on(SubscriptionEnded event) {
        over(event.subscriptionId(), event.endedAt());
    }

    /** AWS does not end what a person has decided to be over; the hour for the last usage records is left all the same. */
    @EventHandler
    void on(SubscriptionDecided event) {
        if (event.status() == SubscriptionStatus.ENDED) {
            clocks.start(PurchaseClock.DECIDED_END, event.subscriptionId().value(), event.decidedAt());
        }
    }

    /** The same of an agreement. */
    @EventHandler
    void on(AgreementDecided event) {
        if (event.decision() == AgreementDecision.OVER) {
            clocks.start(
                    PurchaseClock.DECIDED_END, event.purchase().subscriptionId().value(), event.decidedAt());
        }
    }

    @EventHandler
    void on(SubscriptionSuperseded event) {
        over(event.subscriptionId(), event.supersededAt());
    }

    @EventHandler
    void on(AgreementRecorded event) {
        begins(event.awsAgreementId(), event.startsAt());
        ends(event.awsAgreementId(), event.endsAt());
    }

    @EventHandler
    void on(AgreementRead event) {
        begins(event.awsAgreementId(), event.reading().startsAt());
        ends(event.awsAgreementId(), event.reading().endsAt());
        if (event.differences().contains(AgreementDifference.ENDED)
                && event.reading().status().isFollowed()) {
            goesOnElsewhere(event.awsAgreementId(), event.readAt());
        }
    }

    @EventHandler
    void on(AgreementDeprovisioned event) {
        clocks.start(PurchaseClock.LICENCE_GONE, event.awsAgreementId(), event.deprovisionedAt());
    }

    @EventHandler
    void on(AgreementEnded event) {
        clocks.stop(
                event.awsAgreementId(),
                PurchaseClock.LICENCE_GONE,
                PurchaseClock.AGREEMENT_END_CHECK,
                PurchaseClock.FREE_TRIAL_CHECK);
        if (event.end().isSuperseded()) {
            goesOnElsewhere(event.awsAgreementId(), event.endedAt());
        } else {
            clocks.start(PurchaseClock.AFTER_END_CHECK, event.awsAgreementId(), event.endedAt());
        }
    }

    @EventHandler
    void on(AgreementSucceeded event) {
        clocks.stop(event.awsAgreementId(), PurchaseClock.SUCCESSOR_MISSING);
    }

    /** Of one agreement a single request is open at AWS at a time. */
    @EventHandler
    void on(TaskOpened event) {
        var awsAgreementId = event.subject().awsAgreementId();
        if (event.kind() == TaskKind.CANCELLATION_REQUESTED && awsAgreementId != null && event.dueAt() != null) {
            clocks.start(PurchaseClock.CANCELLATION_CHECK, awsAgreementId, event.dueAt());
        }
    }

    @EventHandler
    void on(AgreementEndAnnounced event) {
        ends(event.awsAgreementId(), event.endsAt());
    }

    @EventHandler
    void on(FreeTrialEndLearnt event) {
        startIfAhead(PurchaseClock.FREE_TRIAL_CHECK, event.awsAgreementId(), event.endsAt());
    }

    @EventHandler
    void on(EntitlementsChanged event) {
        event.changes().stream()
                .map(EntitlementChange::after)
                .filter(Objects::nonNull)
                .map(Entitlement::validUntil)
                .filter(until -> until != null && until.isAfter(clock.instant()))
                .min(Comparator.naturalOrder())
                .ifPresent(until -> clocks.startSooner(
                        PurchaseClock.ENTITLEMENT_CHECK, event.subscriptionId().value(), until));
    }

    /** The payment was mended: from now on the wizard is open again. */
    @EventHandler
    void on(ActivationResumed event) {
        waitsForAccess(event.activationId(), event.resumedAt());
    }

    @EventHandler
    void on(ActivationCompleted event) {
        hasAccess(event.activationId(), event.completedAt());
    }

    @EventHandler
    void on(ActivationCancelled event) {
        waitsNoLonger(event.activationId(), event.cancelledAt());
    }

    @EventHandler
    void on(ActivationExpired event) {
        waitsNoLonger(event.activationId(), event.expiredAt());
    }

    @EventHandler
    void on(ActivationEnded event) {
        hasAccess(event.activationId(), event.endedAt());
    }

    @EventHandler
    void on(ActivationSuperseded event) {
        hasAccess(event.activationId(), event.supersededAt());
    }

    /** Who comes again has waited since the first time. */
    private void waitsForAccess(ActivationId id, Instant since) {
        var due = access.dueAt(listings.of(id).orElse(null), since);
        clocks.startFirst(PurchaseClock.ACCESS_OVERDUE, id.value(), due);
    }

    /** Nothing more is to come of it that the listing matters for. */
    private void hasAccess(ActivationId id, Instant at) {
        waitsNoLonger(id, at);
        listings.forget(id);
    }

    private void waitsNoLonger(ActivationId id, Instant at) {
        clocks.stop(id.value(), PurchaseClock.ACCESS_OVERDUE);
        commands.send(new SettleTask(TaskKind.ACCESS_OVERDUE, id.value(), at), ACTOR);
    }

    private void ends(String awsAgreementId, @Nullable Instant endsAt) {
        startIfAhead(PurchaseClock.AGREEMENT_END_CHECK, awsAgreementId, endsAt);
    }

    private void goesOnElsewhere(String awsAgreementId, Instant since) {
        clocks.start(PurchaseClock.SUCCESSOR_MISSING, awsAgreementId, since);
    }

    private void isAnswered(SubscriptionId id) {
        clocks.stop(id.value(), PurchaseClock.CONFIRMATION_CHECK, PurchaseClock.CONFIRMATION_MISSING);
    }

    private void over(SubscriptionId id, Instant at) {
        clocks.stop(
                id.value(),
                PurchaseClock.CONFIRMATION_CHECK,
                PurchaseClock.CONFIRMATION_MISSING,
                PurchaseClock.END_CHECK,
                PurchaseClock.END_MISSING,
                PurchaseClock.ENTITLEMENT_CHECK,
                PurchaseClock.DECIDED_END);
        settle(id, at, TaskKind.CONFIRMATION_MISSING, TaskKind.END_MISSING, TaskKind.ENTITLEMENTS_GONE);
    }

    private void settle(SubscriptionId id, Instant at, TaskKind... kinds) {
        var tasks =
                Arrays.stream(kinds).map(kind -> TaskId.of(kind, id.value())).toList();
        commands.readingAhead(tasks.stream().map(TaskId::value).toList(), () -> {
            Arrays.stream(kinds).forEach(kind -> commands.send(new SettleTask(kind, id.value(), at), ACTOR));
            return tasks;
        });
    }

    private void begins(String awsAgreementId, @Nullable Instant startsAt) {
        startIfAhead(PurchaseClock.BEGINNING_CHECK, awsAgreementId, startsAt);
    }

    private void startIfAhead(PurchaseClock what, String id, @Nullable Instant at) {
        if (at != null && at.isAfter(clock.instant())) {
            clocks.start(what, id, at);
        }
    }
}
