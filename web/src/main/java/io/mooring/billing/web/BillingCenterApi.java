package io.mooring.billing.web;

import io.mooring.access.web.AccountSession;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.web.Queries;
import io.mooring.web.Workers;
import io.mooring.workspace.api.ListWorkspacesOfBillingAccount;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Workspace management in the Billing Center: how each workspace's fees are settled. */
@RestController
final class BillingCenterApi {

    record Workspaces(List<Workspace> items) {}

    record Workspace(
            WorkspaceId workspaceId,
            String name,
            String site,
            TemplateLanguage templateLanguage,
            Settlement settlement) {}

    enum Method {
        AWS_MARKETPLACE,
        NONE
    }

    record Settlement(
            Method method,
            @Nullable String awsAccountId,
            @Nullable Instant since,
            boolean pending) {

        static Settlement of(WorkspaceView.@Nullable Settlement settled) {
            return settled == null
                    ? new Settlement(Method.NONE, null, null, false)
                    : new Settlement(
                            Method.AWS_MARKETPLACE, settled.awsAccountId(), settled.since(), settled.pending());
        }
    }

    private final Queries queries;
    private final Workers workers;

    BillingCenterApi(Queries queries, Workers workers) {
        this.queries = queries;
        this.workers = workers;
    }

    @GetMapping("/api/billing-center/workspaces")
    Mono<Workspaces> workspaces(AccountSession session) {
        var query = new ListWorkspacesOfBillingAccount(new BillingAccountId(session.accountId()));
        return workers.call(() -> new Workspaces(queries.list(query, WorkspaceView.class).stream()
                .map(view -> new Workspace(
                        view.workspaceId(),
                        view.name(),
                        view.site(),
                        view.templateLanguage(),
                        Settlement.of(view.settlement())))
                .toList()));
    }
}
