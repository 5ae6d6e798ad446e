package io.mooring.workspace.web;

import io.mooring.access.web.BuyerSession;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.web.CurrentActivations;
import io.mooring.audit.api.Commands;
import io.mooring.web.Queries;
import io.mooring.web.Workers;
import io.mooring.web.input.Form;
import io.mooring.web.input.Input;
import io.mooring.workspace.api.BindWorkspace;
import io.mooring.workspace.api.ListWorkspacesOfBillingAccount;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceView;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The workspaces of the bound billing account, and binding one of them. Who else pays for a workspace is not said. */
@RestController
final class BindableWorkspaceApi {

    record Workspaces(List<Workspace> items) {}

    enum Reason {
        BOUND_HERE,
        PAID_BY_ANOTHER_SUBSCRIPTION
    }

    record Workspace(
            WorkspaceId workspaceId,
            String name,
            String site,
            TemplateLanguage templateLanguage,
            boolean bindable,
            @Nullable Reason reason) {

        static Workspace of(WorkspaceView view, ActivationId activationId) {
            var payer = view.settlement();
            Reason reason = null;
            if (payer != null) {
                reason = payer.activationId().equals(activationId)
                        ? Reason.BOUND_HERE
                        : Reason.PAID_BY_ANOTHER_SUBSCRIPTION;
            }
            return new Workspace(
                    view.workspaceId(), view.name(), view.site(), view.templateLanguage(), reason == null, reason);
        }
    }

    record Binding(@Input(Form.ID) String workspaceId) {}

    record Bound(WorkspaceId workspaceId) {}

    private final CurrentActivations activations;
    private final Commands commands;
    private final Queries queries;
    private final Workers workers;

    BindableWorkspaceApi(CurrentActivations activations, Commands commands, Queries queries, Workers workers) {
        this.activations = activations;
        this.commands = commands;
        this.queries = queries;
        this.workers = workers;
    }

    @GetMapping("/api/activation/workspaces")
    Mono<Workspaces> workspaces(BuyerSession session) {
        return workers.call(() -> {
            var activation = activations.of(session);
            var account = activations.billingAccount(session, activation);
            var views = queries.list(new ListWorkspacesOfBillingAccount(account), WorkspaceView.class);
            return new Workspaces(views.stream()
                    .map(view -> Workspace.of(view, activation.activationId()))
                    .toList());
        });
    }

    @PostMapping("/api/activation/bindings")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Bound> bind(BuyerSession session, @Valid @RequestBody Binding binding) {
        return workers.call(() -> {
            var activation = activations.of(session);
            var account = activations.billingAccount(session, activation);
            var workspaceId = new WorkspaceId(binding.workspaceId());
            commands.send(
                    new BindWorkspace(
                            workspaceId,
                            activation.activationId(),
                            activation.subscription().subscriptionId(),
                            account),
                    session.actor());
            return new Bound(workspaceId);
        });
    }
}
