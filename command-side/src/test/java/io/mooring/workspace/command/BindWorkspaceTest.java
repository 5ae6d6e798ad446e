package io.mooring.workspace.command;

import static io.mooring.testsupport.time.SettableClock.NOW;
import static io.mooring.testsupport.workspace.Workspaces.ACTIVATION;
import static io.mooring.testsupport.workspace.Workspaces.ID;
import static io.mooring.testsupport.workspace.Workspaces.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationRule;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.reservation.command.InMemoryReservations;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.rule.command.Refusal;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.time.SettableClock;
import io.mooring.testsupport.workspace.Workspaces;
import io.mooring.workspace.api.BindWorkspace;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceRule;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class BindWorkspaceTest {

    private static final ActivationId OTHER_ACTIVATION = new ActivationId("activation-2");
    private static final SubscriptionId OTHER_SUBSCRIPTION = new SubscriptionId("subscription-2");

    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final InMemoryReservations reservations = new InMemoryReservations();
    private final AggregateTestFixture<Workspace> fixture = new AggregateTestFixture<>(Workspace.class);

    BindWorkspaceTest() {
        fixture.registerInjectableResource(new SettableClock());
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(reservations);
        door.open(ACTIVATION);
        door.open(OTHER_ACTIVATION);
    }

    @Test
    void a_workspace_that_nobody_pays_for_is_bound_and_its_payers_place_taken() {
        fixture.given(Workspaces.bindable()).when(binding()).expectEvents(Workspaces.bound());
        assertThat(reservations.ownerOf(Scope.PAYER_OF_WORKSPACE, ID.value())).contains(ACTIVATION.value());
    }

    @Test
    void a_repeated_binding_does_nothing_even_when_the_door_is_closed() {
        door.close(ACTIVATION);
        fixture.given(Workspaces.paidFor())
                .when(binding())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_closed_activation_binds_nothing() {
        door.close(ACTIVATION);
        fixture.given(Workspaces.bindable())
                .when(binding())
                .expectNoEvents()
                .expectException(Refusal.by(ActivationRule.OPEN));
        assertThat(reservations.ownerOf(Scope.PAYER_OF_WORKSPACE, ID.value())).isEmpty();
    }

    @Test
    void only_the_account_that_owns_it_can_say_who_pays() {
        fixture.given(Workspaces.bindable())
                .when(new BindWorkspace(ID, ACTIVATION, SUBSCRIPTION, new BillingAccountId("somebody-else")))
                .expectNoEvents()
                .expectException(Refusal.by(WorkspaceRule.OWNED_BY_PAYER));
        assertThat(reservations.ownerOf(Scope.PAYER_OF_WORKSPACE, ID.value())).isEmpty();
    }

    @Test
    void a_workspace_has_one_payer_at_a_time() {
        reservations.reserve(Scope.PAYER_OF_WORKSPACE, ID.value(), ACTIVATION.value());
        fixture.given(Workspaces.paidFor())
                .when(bindingToOther())
                .expectNoEvents()
                .expectException(Refusal.by(WorkspaceRule.ONE_PAYER));
    }

    @Test
    void a_released_workspace_can_be_bound_by_another_subscription() {
        fixture.given(Workspaces.paidFor())
                .andGiven(Workspaces.released())
                .when(bindingToOther())
                .expectEvents(new WorkspaceBound(ID, OTHER_ACTIVATION, OTHER_SUBSCRIPTION, NOW));
    }

    @Test
    void an_unknown_workspace_is_no_workspace() {
        fixture.givenNoPriorActivity().when(binding()).expectException(AggregateNotFoundException.class);
    }

    private static BindWorkspace binding() {
        return new BindWorkspace(ID, ACTIVATION, SUBSCRIPTION, BillingAccounts.ID);
    }

    private static BindWorkspace bindingToOther() {
        return new BindWorkspace(ID, OTHER_ACTIVATION, OTHER_SUBSCRIPTION, BillingAccounts.ID);
    }
}
