package io.mooring.subscription.saga;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.KnownPurchases;
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
import java.util.List;
import java.util.stream.Stream;

/** What is done when a clock rings, if the purchase still waits for what the clock was wound up for. */
class RingingClocks {

    private static final Duration RETRY = Duration.ofSeconds(30);

    private final KnownPurchases purchases;
    private final ReadingRequests readings;
    private final Commands commands;
    private final Clock clock;

    RingingClocks(KnownPurchases purchases, ReadingRequests readings, Commands commands, Clock clock) {
        this.purchases = purchases;
        this.readings = readings;
        this.commands = commands;
        this.clock = clock;
    }

    List<OneTimeTask<Void>> tasks() {
        return Stream.of(PurchaseClock.values()).map(this::task).toList();
    }

    private OneTimeTask<Void> task(PurchaseClock ringing) {
        return Tasks.oneTime(ringing.task())
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> ring(ringing, instance.getId()));
    }

    /** Total: each clock has its line here. */
    void ring(PurchaseClock ringing, String id) {
        switch (ringing) {
            case CONFIRMATION_CHECK -> {
                if (isStill(SubscriptionStatus.WAITING_FOR_AWS, id)) {
                    readings.request(new SubscriptionId(id), ReadingCause.UNCONFIRMED);
                }
            }
            case CONFIRMATION_MISSING -> open(TaskKind.CONFIRMATION_MISSING, SubscriptionStatus.WAITING_FOR_AWS, id);
            case END_CHECK -> {
                if (isStill(SubscriptionStatus.ENDING, id)) {
                    readings.request(new SubscriptionId(id), ReadingCause.DUE);
                }
            }
            case END_MISSING -> open(TaskKind.END_MISSING, SubscriptionStatus.ENDING, id);
            case BEGINNING_CHECK, AFTER_END_CHECK -> readings.requestAgreement(id, ReadingCause.DUE);
            case SUCCESSOR_MISSING ->
                purchases
                        .ofAgreement(id)
                        .filter(purchase -> !purchase.isOver())
                        .ifPresent(purchase -> open(TaskKind.SUCCESSOR_UNKNOWN, id, purchase));
        }
    }

    private boolean isStill(SubscriptionStatus status, String id) {
        return purchases
                .find(new SubscriptionId(id))
                .filter(purchase -> purchase.status() == status)
                .isPresent();
    }

    private void open(TaskKind kind, SubscriptionStatus still, String id) {
        purchases
                .find(new SubscriptionId(id))
                .filter(purchase -> purchase.status() == still)
                .ifPresent(purchase -> open(kind, id, purchase));
    }

    private void open(TaskKind kind, String key, PurchaseView purchase) {
        commands.send(
                new OpenTask(
                        kind,
                        new TaskSubject(key, purchase.awsAgreementId(), purchase.subscriptionId(), null),
                        clock.instant(),
                        null),
                Actor.system("purchase-clocks"));
    }
}
