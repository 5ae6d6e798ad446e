package io.mooring.workspace.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.workspace.api.ForgottenBindingView;
import io.mooring.workspace.api.ListForgottenBindings;
import io.mooring.workspace.api.ListWorkspacesOfBillingAccount;
import io.mooring.workspace.api.ListWorkspacesOfConsoleAccount;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceCreated;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceReleased;
import io.mooring.workspace.api.WorkspaceView;
import io.mooring.workspace.api.WorkspaceView.Settlement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkspaceProjectionTest {

    final ViewDatabase database = new ViewDatabase();
    final Stream stream = new Stream(new WorkspaceProjection(database.jdbc()));
    final WorkspaceQueries queries = new WorkspaceQueries(database.jdbc());

    final SubscriptionId subscription = new SubscriptionId("s-1");
    final ActivationId activation = ActivationId.of(subscription, 1);
    final BillingAccountId owner = new BillingAccountId("b-1");
    final WorkspaceId workspace = new WorkspaceId("w-1");
    final Instant t0 = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void workspaces_are_listed_by_name_for_payer_and_for_user() {
        stream.deliver(
                created("w-1", "b-1", "c-1", "zebra"),
                created("w-2", "b-1", "c-2", "Ant"),
                created("w-3", "b-2", "c-1", "mole"));

        assertThat(queries.handle(new ListWorkspacesOfBillingAccount(owner)))
                .extracting(WorkspaceView::name)
                .containsExactly("Ant", "zebra");
        assertThat(queries.handle(new ListWorkspacesOfConsoleAccount(new ConsoleAccountId("c-1"))))
                .extracting(WorkspaceView::name)
                .containsExactly("mole", "zebra");
    }

    @Test
    void nobody_settles_a_new_workspace() {
        stream.deliver(created());

        assertThat(settlement()).isNull();
    }

    @Test
    void a_settlement_is_pending_until_the_activation_completes() {
        stream.deliver(created(), landed(), bound());
        assertThat(settlement()).isEqualTo(new Settlement(activation, subscription, "111122223333", t0, true));

        stream.deliver(new ActivationCompleted(activation, subscription, t0));
        assertThat(settlement()).isEqualTo(new Settlement(activation, subscription, "111122223333", t0, false));
    }

    @Test
    void a_failed_payment_makes_a_settlement_pending_again_and_its_release_removes_it() {
        stream.deliver(created(), bound(), new ActivationCompleted(activation, subscription, t0));

        stream.deliver(new ActivationCancelled(activation, subscription, t0));
        assertThat(settlement()).isEqualTo(new Settlement(activation, subscription, null, t0, true));

        stream.deliver(new WorkspaceReleased(workspace, activation, subscription, t0));
        assertThat(settlement()).isNull();
    }

    @Test
    void a_late_release_leaves_the_next_payer_alone() {
        var next = new WorkspaceBound(workspace, ActivationId.of(subscription, 2), subscription, t0);
        stream.deliver(created(), bound(), next, new WorkspaceReleased(workspace, activation, subscription, t0));

        assertThat(settlement()).isNotNull();
    }

    @Test
    void a_binding_of_a_closed_activation_is_forgotten_until_it_is_released_or_reopened() {
        stream.deliver(created(), bound(), new ActivationExpired(activation, subscription, t0));
        assertThat(forgotten(t0.minusSeconds(1))).isEmpty();
        assertThat(forgotten(t0)).containsExactly(new ForgottenBindingView(workspace, activation));

        stream.deliver(new ActivationReopened(activation, t0, t0, t0));
        assertThat(forgotten(t0)).isEmpty();

        stream.deliver(new ActivationEnded(activation, subscription, t0));
        assertThat(forgotten(t0)).hasSize(1);

        stream.deliver(new WorkspaceReleased(workspace, activation, subscription, t0));
        assertThat(forgotten(t0)).isEmpty();
    }

    @Test
    void a_repetition_and_two_replays_give_the_same_rows() {
        var history = Stream.of(
                created(),
                landed(),
                bound(),
                new ActivationCompleted(activation, subscription, t0),
                created("w-2", "b-1", "c-2", "Ant"),
                new WorkspaceBound(new WorkspaceId("w-2"), activation, subscription, t0),
                new WorkspaceReleased(new WorkspaceId("w-2"), activation, subscription, t0));
        stream.deliver(history);
        var first = database.rows();
        assertThat(first.get("workspace_view_settlement")).contains("w-1").doesNotContain("w-2");

        stream.deliver(List.of(history.getLast()));
        assertThat(database.rows()).isEqualTo(first);
        stream.reset().deliver(history);
        assertThat(database.rows()).isEqualTo(first);
        stream.reset().deliver(history).deliver(history);
        assertThat(database.rows()).isEqualTo(first);
    }

    private List<ForgottenBindingView> forgotten(Instant before) {
        return queries.handle(new ListForgottenBindings(before, 10));
    }

    private @Nullable Settlement settlement() {
        return queries.handle(new ListWorkspacesOfBillingAccount(owner))
                .getFirst()
                .settlement();
    }

    private WorkspaceCreated created() {
        return created("w-1", "b-1", "c-1", "Production");
    }

    private WorkspaceCreated created(String id, String billingAccount, String consoleAccount, String name) {
        return new WorkspaceCreated(
                new WorkspaceId(id),
                new BillingAccountId(billingAccount),
                new ConsoleAccountId(consoleAccount),
                name,
                "cn2",
                TemplateLanguage.EN,
                "1",
                t0);
    }

    private BuyerLanded landed() {
        return new BuyerLanded(subscription, activation, "111122223333", t0);
    }

    private WorkspaceBound bound() {
        return new WorkspaceBound(workspace, activation, subscription, t0);
    }
}
