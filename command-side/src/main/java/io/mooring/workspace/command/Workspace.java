package io.mooring.workspace.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.OpenActivations;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.reservation.command.Reservations;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.workspace.api.BindWorkspace;
import io.mooring.workspace.api.CarryWorkspace;
import io.mooring.workspace.api.CreateWorkspace;
import io.mooring.workspace.api.ReleaseWorkspace;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceCreated;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceReleased;
import io.mooring.workspace.api.WorkspaceRule;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A buyer's place in the product, and whose subscription settles its fees. */
@Aggregate(lockFactory = "databaseDecides")
class Workspace {

    private @AggregateIdentifier WorkspaceId workspaceId;
    private BillingAccountId billingAccountId;
    private @Nullable ActivationId boundTo;
    private @Nullable SubscriptionId paidBy;
    private @Nullable ActivationId releasedBy;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreateWorkspace command, Clock clock) {
        if (workspaceId != null) {
            return;
        }
        apply(new WorkspaceCreated(
                command.workspaceId(),
                command.billingAccountId(),
                command.consoleAccountId(),
                command.name(),
                command.site(),
                command.templateLanguage(),
                command.termsVersion(),
                clock.instant()));
    }

    @CommandHandler
    void decide(BindWorkspace command, Clock clock, OpenActivations door, Reservations reservations) {
        if (command.activationId().equals(boundTo)) {
            return;
        }
        if (workspaceId == null) {
            // The id belongs to an aggregate of another kind, whose events mean nothing here
            throw new AggregateNotFoundException(command.workspaceId().value(), "That is no workspace");
        }
        door.enter(command.activationId());
        if (!billingAccountId.equals(command.billingAccountId())) {
            throw WorkspaceRule.OWNED_BY_PAYER.violatedBy(workspaceId);
        }
        if (!reservations.reserve(
                Scope.PAYER_OF_WORKSPACE,
                workspaceId.value(),
                command.activationId().value())) {
            throw WorkspaceRule.ONE_PAYER.violatedBy(workspaceId);
        }
        apply(new WorkspaceBound(workspaceId, command.activationId(), command.subscriptionId(), clock.instant()));
    }

    @CommandHandler
    void decide(ReleaseWorkspace command, Clock clock, Reservations reservations) {
        if (!command.activationId().equals(boundTo) || paidBy == null) {
            return;
        }
        reservations.release(
                Scope.PAYER_OF_WORKSPACE,
                workspaceId.value(),
                command.activationId().value());
        apply(new WorkspaceReleased(workspaceId, command.activationId(), paidBy, clock.instant()));
    }

    /** What was released when the first one ended goes over as well, unless somebody else settles it by now. */
    @CommandHandler
    void decide(CarryWorkspace command, Clock clock, Reservations reservations) {
        if (boundTo == null && command.from().equals(releasedBy)) {
            bindAgain(command, clock, reservations);
            return;
        }
        if (!command.from().equals(boundTo) || paidBy == null) {
            return;
        }
        reservations.release(
                Scope.PAYER_OF_WORKSPACE, workspaceId.value(), command.from().value());
        if (!reservations.reserve(
                Scope.PAYER_OF_WORKSPACE, workspaceId.value(), command.to().value())) {
            throw WorkspaceRule.ONE_PAYER.violatedBy(workspaceId);
        }
        var now = clock.instant();
        apply(new WorkspaceReleased(workspaceId, command.from(), paidBy, now));
        apply(new WorkspaceBound(workspaceId, command.to(), command.subscriptionId(), now));
    }

    private void bindAgain(CarryWorkspace command, Clock clock, Reservations reservations) {
        if (reservations.reserve(
                Scope.PAYER_OF_WORKSPACE, workspaceId.value(), command.to().value())) {
            apply(new WorkspaceBound(workspaceId, command.to(), command.subscriptionId(), clock.instant()));
        }
    }

    @EventSourcingHandler
    void evolve(WorkspaceCreated event) {
        workspaceId = event.workspaceId();
        billingAccountId = event.billingAccountId();
    }

    @EventSourcingHandler
    void evolve(WorkspaceBound event) {
        boundTo = event.activationId();
        paidBy = event.subscriptionId();
    }

    @EventSourcingHandler
    void evolve(WorkspaceReleased event) {
        boundTo = null;
        paidBy = null;
        releasedBy = event.activationId();
    }
}
