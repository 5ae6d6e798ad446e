package io.mooring.testsupport.workspace;

import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.console.ConsoleAccounts;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.workspace.api.CreateWorkspace;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceCreated;
import io.mooring.workspace.api.WorkspaceEvent;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceReleased;
import java.util.List;

/** A workspace of {@link BillingAccounts#ID} and its history so far. */
public final class Workspaces {

    public static final WorkspaceId ID = new WorkspaceId("workspace-1");
    public static final String NAME = "Harbour watch";
    public static final String SITE = "cn2";
    public static final ActivationId ACTIVATION = Subscriptions.ACTIVATION;
    public static final SubscriptionId SUBSCRIPTION = Subscriptions.ID;

    public static CreateWorkspace creation(WorkspaceId id) {
        return new CreateWorkspace(
                id, BillingAccounts.ID, ConsoleAccounts.ID, NAME, SITE, TemplateLanguage.ZH, BillingAccounts.TERMS);
    }

    public static WorkspaceCreated created() {
        return new WorkspaceCreated(
                ID,
                BillingAccounts.ID,
                ConsoleAccounts.ID,
                NAME,
                SITE,
                TemplateLanguage.ZH,
                BillingAccounts.TERMS,
                NOW);
    }

    public static WorkspaceBound bound() {
        return new WorkspaceBound(ID, ACTIVATION, SUBSCRIPTION, NOW);
    }

    public static WorkspaceReleased released() {
        return new WorkspaceReleased(ID, ACTIVATION, SUBSCRIPTION, NOW);
    }

    public static List<WorkspaceEvent> bindable() {
        return List.of(created());
    }

    public static List<WorkspaceEvent> paidFor() {
        return List.of(created(), bound());
    }

    private Workspaces() {}
}
