package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.activation.api.Explanation.Reason;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.entitlement.api.Entitlement;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is done when a clock rings, if the purchase still waits for what the clock was wound up for. */
class RingingClocks {

    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Surroundings known;
    private final ReadingRequests readings;
    private final Commands commands;
    private final Clock clock;

    RingingClocks(Surroundings known, ReadingRequests readings, Commands commands, Clock clock) {
        this.known = known;
        this.readings = readings;
        this.commands = commands;
        this.clock = clock;
    }

    List<CustomTask<Void>> tasks() {
        return Stream.of(PurchaseClock.values()).map(this::task).toList();
    }

    private CustomTask<Void> task(PurchaseClock ringing) {
        return Tasks.custom(ringing.task())
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> ring(ringing, instance.getId())
                        .map(RingingClocks::again)
                        .orElseGet(CompletionHandler.OnCompleteRemove::new));
    }

    private static CompletionHandler<Void> again(Instant at) {
        return (complete, operations) -> operations.reschedule(complete, at);
    }

    /** Total: each clock has its line here. Returns when it is to ring again; nothing where it has done its work. */
    private Optional<Instant> ring(PurchaseClock ringing, String id) {
        if (known.isInReplay()
                || (ringing.isOfPurchase()
                        && known.purchases().find(new SubscriptionId(id)).isEmpty())) {
            // Whoever wound it up knew the purchase, so the view lags, or says what was true once
            return Optional.of(clock.instant().plus(RETRY));
        }
        switch (ringing) {
            case CONFIRMATION_CHECK ->
                still(PurchaseView::awaitsConfirmation, id)
                        .ifPresent(purchase -> readings.request(purchase.subscriptionId(), ReadingCause.UNCONFIRMED));
            case CONFIRMATION_MISSING -> {
                var waiting = still(PurchaseView::awaitsConfirmation, id);
                var begins = waiting.map(PurchaseView::startsAt).filter(clock.instant()::isBefore);
                if (begins.isPresent()) {
                    // AWS confirms what was signed ahead when it begins
                    return begins.map(at -> at.plus(ringing.patience()));
                }
                waiting.ifPresent(purchase -> open(TaskKind.CONFIRMATION_MISSING, id, purchase));
            }
            case END_CHECK ->
                still(RingingClocks::isEnding, id)
                        .ifPresent(purchase -> readings.request(purchase.subscriptionId(), ReadingCause.DUE));
            case DECIDED_END ->
                still(RingingClocks::isEnding, id)
                        .ifPresent(purchase -> commands.send(
                                new EndSubscription(purchase.subscriptionId(), purchase.purchase(), clock.instant()),
                                Actor.system("purchase-clocks")));
            case END_MISSING ->
                still(RingingClocks::isEnding, id).ifPresent(purchase -> open(TaskKind.END_MISSING, id, purchase));
            case LICENCE_GONE ->
                known.purchases()
                        .ofAgreement(id)
                        .filter(purchase -> purchase.status() == SubscriptionStatus.CONFIRMED
                                && known.licences().isGone(id))
                        .ifPresent(purchase -> open(
                                TaskKind.END_MISSING, purchase.subscriptionId().value(), purchase));
            case ACCESS_OVERDUE -> {
                return access(id);
            }
            case ENTITLEMENT_CHECK -> {
                return entitlement(new SubscriptionId(id)).map(at -> at.plus(ringing.patience()));
            }
            case BEGINNING_CHECK, AFTER_END_CHECK, FREE_TRIAL_CHECK, AGREEMENT_END_CHECK ->
                readings.requestAgreement(id, ReadingCause.DUE);
            case CANCELLATION_CHECK -> {
                if (!known.tasks()
                        .ofAgreement(TaskKind.CANCELLATION_REQUESTED, id)
                        .isEmpty()) {
                    readings.requestAgreement(id, ReadingCause.DUE);
                }
            }
            case SUCCESSOR_MISSING ->
                known.purchases()
                        .ofAgreement(id)
                        .filter(purchase -> !purchase.isOver())
                        .ifPresent(purchase -> open(TaskKind.SUCCESSOR_UNKNOWN, id, purchase));
        }
        return Optional.empty();
    }

    /** What was signed ahead is used from its beginning on. */
    private Optional<Instant> access(String activationId) {
        var open = known.explanations().apply(activationId).orElse(null);
        if (open == null) {
            // The view lags, or is being made anew
            return Optional.of(clock.instant().plus(RETRY));
        }
        if (open.status() != ActivationStatus.OPEN) {
            return Optional.empty();
        }
        var purchase = known.purchases().find(open.subscriptionId());
        var begins = open.hindrances().stream()
                .filter(it -> it.reason() == Reason.NOT_BEGUN)
                .map(Hindrance::expectedAt)
                .filter(at -> at != null && at.isAfter(clock.instant()))
                .findFirst();
        if (begins.isPresent()) {
            var listing = purchase.map(it -> it.purchase().listing()).orElse(null);
            return begins.map(at -> known.access().dueAt(listing, at));
        }
        var awsAgreementId = purchase.map(PurchaseView::awsAgreementId).orElse(null);
        open(TaskKind.ACCESS_OVERDUE, new TaskSubject(activationId, awsAgreementId, open.subscriptionId(), null));
        return Optional.empty();
    }

    /** Returns until when the next one is valid. */
    private Optional<Instant> entitlement(SubscriptionId id) {
        if (known.purchases().find(id).filter(it -> !it.isOver()).isEmpty()) {
            return Optional.empty();
        }
        readings.request(id, ReadingCause.DUE);
        return known.entitlements().of(id).stream()
                .map(Entitlement::validUntil)
                .filter(until -> until != null && until.isAfter(clock.instant()))
                .min(Comparator.naturalOrder());
    }

    private Optional<PurchaseView> still(Predicate<PurchaseView> waits, String id) {
        return known.purchases().find(new SubscriptionId(id)).filter(waits);
    }

    private static boolean isEnding(PurchaseView purchase) {
        return purchase.status() == SubscriptionStatus.ENDING;
    }

    private void open(TaskKind kind, String key, PurchaseView purchase) {
        open(kind, new TaskSubject(key, purchase.awsAgreementId(), purchase.subscriptionId(), null));
    }

    private void open(TaskKind kind, TaskSubject subject) {
        commands.send(new OpenTask(kind, subject, clock.instant(), null), Actor.system("purchase-clocks"));
    }
}
