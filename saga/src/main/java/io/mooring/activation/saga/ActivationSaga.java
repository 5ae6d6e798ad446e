package io.mooring.activation.saga;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationPostponed;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationStarted;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.activation.api.CancelActivation;
import io.mooring.activation.api.EndActivation;
import io.mooring.activation.api.PauseActivation;
import io.mooring.activation.api.PostponeActivation;
import io.mooring.activation.api.ReopenActivation;
import io.mooring.activation.api.Requirement;
import io.mooring.activation.api.SatisfyRequirement;
import io.mooring.activation.api.StartActivation;
import io.mooring.activation.api.SupersedeActivation;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.CarryBillingAccount;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionScheduled;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.workspace.api.CarryWorkspace;
import io.mooring.workspace.api.ReleaseWorkspace;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceReleased;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happened to a subscription, a billing account or a workspace into the next step of its activation. Remembers which workspaces are bound, so
 * that each of them is released when the activation closes, or carried over to the one that goes on from it, whichever of the facts it reads first.
 */
@Saga
@ProcessingGroup("activation-saga")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class ActivationSaga {

    private Set<WorkspaceId> bound = new LinkedHashSet<>();
    private Set<WorkspaceId> released = new LinkedHashSet<>();
    private boolean licensed;
    private boolean closed;
    private boolean ended;
    private @Nullable BillingAccountId billingAccount;
    private @Nullable SubscriptionId successor;
    private @Nullable ActivationId successorActivation;

    @StartSaga
    @SagaEventHandler(associationProperty = "activationId")
    void on(SubscriptionOpened event, CommandGateway commands) {
        licensed = event.purchase().licenseArn() != null;
        commands.sendAndWait(new StartActivation(event.activationId(), event.subscriptionId()));
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(BuyerLanded event, CommandGateway commands) {
        commands.sendAndWait(new ReopenActivation(event.activationId()));
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(SubscriptionScheduled event, CommandGateway commands) {
        commands.sendAndWait(new PostponeActivation(event.activationId(), event.startsAt()));
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(SubscriptionConfirmed event, CommandGateway commands) {
        commands.sendAndWait(new SatisfyRequirement(event.activationId(), Requirement.CONFIRMED_SUBSCRIPTION));
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(SubscriptionFailed event, CommandGateway commands) {
        commands.sendAndWait(new CancelActivation(event.activationId()));
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(SubscriptionEnding event, CommandGateway commands) {
        commands.sendAndWait(new PauseActivation(event.activationId()));
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(SubscriptionEnded event, CommandGateway commands) {
        commands.sendAndWait(new EndActivation(event.activationId()));
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(SubscriptionSuperseded event, CommandGateway commands) {
        successor = event.successor();
        successorActivation = event.successorActivation();
        commands.sendAndWait(new StartActivation(event.successorActivation(), event.successor()));
        carryOver(event.activationId(), commands);
        commands.sendAndWait(new SupersedeActivation(event.activationId(), event.successorActivation()));
    }

    /** Whatever was bound until the door closed, in whichever order it is read; also what was released because the end was known before the successor. */
    private void carryOver(ActivationId from, CommandGateway commands) {
        var to = Objects.requireNonNull(successorActivation);
        var settles = Objects.requireNonNull(successor);
        if (billingAccount != null) {
            commands.sendAndWait(new CarryBillingAccount(billingAccount, from, to));
        }
        Stream.concat(List.copyOf(bound).stream(), List.copyOf(released).stream())
                .forEach(workspace -> commands.sendAndWait(new CarryWorkspace(workspace, from, to, settles)));
        released.clear();
    }

    private boolean isSuperseded() {
        return successor != null;
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(BillingAccountBound event, CommandGateway commands) {
        billingAccount = event.billingAccountId();
        commands.sendAndWait(new SatisfyRequirement(event.activationId(), Requirement.BILLING_ACCOUNT));
        if (isSuperseded()) {
            carryOver(event.activationId(), commands);
        }
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(WorkspaceBound event, CommandGateway commands) {
        bound.add(event.workspaceId());
        if (isSuperseded()) {
            carryOver(event.activationId(), commands);
        } else {
            commands.sendAndWait(
                    closed
                            ? new ReleaseWorkspace(event.workspaceId(), event.activationId())
                            : new SatisfyRequirement(event.activationId(), Requirement.BOUND_WORKSPACE));
        }
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(WorkspaceReleased event) {
        if (bound.remove(event.workspaceId()) && ended && !isSuperseded()) {
            released.add(event.workspaceId());
        }
        endWhenNothingIsBound();
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(ActivationStarted event, ActivationDeadlines deadlines) {
        deadlines.arm(event.activationId(), event.remindAt(), event.expiresAt());
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(ActivationPostponed event, ActivationDeadlines deadlines) {
        deadlines.arm(event.activationId(), event.remindAt(), event.expiresAt());
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(ActivationReopened event, ActivationDeadlines deadlines) {
        closed = false;
        deadlines.arm(event.activationId(), event.remindAt(), event.expiresAt());
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(ActivationCompleted event, ActivationDeadlines deadlines) {
        deadlines.cancel(event.activationId());
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(ActivationCancelled event, CommandGateway commands, ActivationDeadlines deadlines) {
        close(event.activationId(), commands, deadlines);
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(ActivationExpired event, CommandGateway commands, ActivationDeadlines deadlines) {
        close(event.activationId(), commands, deadlines);
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(ActivationEnded event, CommandGateway commands, ActivationDeadlines deadlines) {
        close(event.activationId(), commands, deadlines);
        ended = true;
        endWhenNothingIsBound();
    }

    @SagaEventHandler(associationProperty = "activationId")
    void on(ActivationSuperseded event, ActivationDeadlines deadlines) {
        closed = true;
        deadlines.cancel(event.activationId());
        ended = true;
        endWhenNothingIsBound();
    }

    private void close(ActivationId activationId, CommandGateway commands, ActivationDeadlines deadlines) {
        closed = true;
        deadlines.cancel(activationId);
        List.copyOf(bound).forEach(workspace -> commands.sendAndWait(new ReleaseWorkspace(workspace, activationId)));
    }

    /**
     * Nothing more can come then: the door closed before the activation ended, so every binding was read before. Only a licence may be renewed, and that may
     * become known after its end.
     */
    private void endWhenNothingIsBound() {
        if (ended && bound.isEmpty() && (isSuperseded() || !licensed)) {
            SagaLifecycle.end();
        }
    }
}
