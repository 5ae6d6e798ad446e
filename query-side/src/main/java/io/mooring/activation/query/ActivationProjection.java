package io.mooring.activation.query;

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
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.activation.api.RequirementSatisfied;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionScheduled;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskOpened;
import io.mooring.task.api.TaskResolved;
import io.mooring.task.api.TaskSettled;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceCreated;
import io.mooring.workspace.api.WorkspaceReleased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.stereotype.Component;

/** Says which event changes what of an activation's view, and that its subscription's watchers are told; safe to replay. */
@Component
@ProcessingGroup("activation-view")
class ActivationProjection {

    private final ActivationRows rows;

    ActivationProjection(ActivationRows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(SubscriptionOpened event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.open(event));
    }

    @EventHandler
    void on(BuyerLanded event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.land(event));
    }

    @EventHandler
    void on(SubscriptionScheduled event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.schedule(event));
    }

    @EventHandler
    void on(SubscriptionConfirmed event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.confirm(event));
    }

    @EventHandler
    void on(SubscriptionFailed event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.fail(event));
    }

    @EventHandler
    void on(SubscriptionEnding event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.beginEnding(event));
    }

    @EventHandler
    void on(SubscriptionEnded event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.endSubscription(event));
    }

    @EventHandler
    void on(ActivationStarted event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.start(event));
    }

    @EventHandler
    void on(RequirementSatisfied event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.satisfy(event));
    }

    @EventHandler
    void on(ActivationCompleted event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.complete(event));
    }

    @EventHandler
    void on(ActivationPaused event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.pause(event));
    }

    @EventHandler
    void on(ActivationResumed event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.resume(event));
    }

    @EventHandler
    void on(ActivationCancelled event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.cancel(event));
    }

    @EventHandler
    void on(ActivationExpired event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.expire(event));
    }

    @EventHandler
    void on(ActivationPostponed event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.postpone(event));
    }

    @EventHandler
    void on(ActivationReopened event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.reopen(event));
    }

    @EventHandler
    void on(ActivationEnded event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.end(event));
    }

    @EventHandler
    void on(SubscriptionSuperseded event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.supersedeSubscription(event));
    }

    @EventHandler
    void on(ActivationSuperseded event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.supersede(event));
    }

    /** A licence has one life, so its activation is the first. */
    @EventHandler
    void on(AgreementRead event, @MessageIdentifier String eventId) {
        var purchase = event.purchase();
        if (purchase != null) {
            var id = ActivationId.of(purchase.subscriptionId(), 1);
            rows.change(id, eventId, () -> rows.read(id, event.reading(), event.readAt()));
        }
    }

    /** The matter is the activation. */
    @EventHandler
    void on(TaskOpened event, @MessageIdentifier String eventId) {
        if (event.kind() == TaskKind.ACCESS_OVERDUE) {
            var id = new ActivationId(event.subject().key());
            rows.change(id, eventId, () -> rows.miss(id, event.taskId(), event.openedAt()));
        }
    }

    @EventHandler
    void on(TaskSettled event, @MessageIdentifier String eventId) {
        missNoLonger(event.taskId(), eventId);
    }

    @EventHandler
    void on(TaskResolved event, @MessageIdentifier String eventId) {
        missNoLonger(event.taskId(), eventId);
    }

    private void missNoLonger(TaskId task, String eventId) {
        rows.missing(task).ifPresent(id -> rows.change(id, eventId, () -> rows.missNoLonger(id)));
    }

    /** Nobody sees that a reminder went out, so it is no new version. */
    @EventHandler
    void on(ActivationReminded event) {
        rows.remind(event);
    }

    @EventHandler
    void on(BillingAccountRegistered event) {
        rows.register(event);
    }

    @EventHandler
    void on(BillingAccountBound event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.bindBillingAccount(event));
    }

    @EventHandler
    void on(WorkspaceCreated event) {
        rows.create(event);
    }

    @EventHandler
    void on(WorkspaceBound event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.bindWorkspace(event));
    }

    @EventHandler
    void on(WorkspaceReleased event, @MessageIdentifier String eventId) {
        rows.change(event.activationId(), eventId, () -> rows.releaseWorkspace(event));
    }

    @ResetHandler
    void reset() {
        rows.clear();
    }
}
