package io.mooring.console.web;

import io.mooring.access.web.AccountSession;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.web.Queries;
import io.mooring.web.Workers;
import io.mooring.workspace.api.ListWorkspacesOfConsoleAccount;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceView;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The workspaces that a console account may enter. */
@RestController
final class ConsoleApi {

    record Workspaces(List<Workspace> items) {}

    enum Status {
        ACTIVE
    }

    record Workspace(
            WorkspaceId workspaceId, String name, String site, TemplateLanguage templateLanguage, Status status) {}

    private final Queries queries;
    private final Workers workers;

    ConsoleApi(Queries queries, Workers workers) {
        this.queries = queries;
        this.workers = workers;
    }

    @GetMapping("/api/console/workspaces")
    Mono<Workspaces> workspaces(AccountSession session) {
        var query = new ListWorkspacesOfConsoleAccount(new ConsoleAccountId(session.accountId()));
        return workers.call(() -> new Workspaces(queries.list(query, WorkspaceView.class).stream()
                .map(view -> new Workspace(
                        view.workspaceId(), view.name(), view.site(), view.templateLanguage(), Status.ACTIVE))
                .toList()));
    }
}
