package io.mooring.workspace.command;

import static io.mooring.testsupport.time.SettableClock.NOW;
import static io.mooring.testsupport.workspace.Workspaces.ACTIVATION;
import static io.mooring.testsupport.workspace.Workspaces.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.reservation.command.InMemoryReservations;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import io.mooring.testsupport.workspace.Workspaces;
import io.mooring.workspace.api.CarryWorkspace;
import io.mooring.workspace.api.WorkspaceBound;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class CarryWorkspaceTest {

    private static final ActivationId TO = new ActivationId("activation-2");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("subscription-2");

    private final InMemoryReservations reservations = new InMemoryReservations();
    private final AggregateTestFixture<Workspace> fixture = new AggregateTestFixture<>(Workspace.class);

    CarryWorkspaceTest() {
        fixture.registerInjectableResource(new SettableClock());
        fixture.registerInjectableResource(new InMemoryOpenActivations());
        fixture.registerInjectableResource(reservations);
        reservations.reserve(Scope.PAYER_OF_WORKSPACE, ID.value(), ACTIVATION.value());
    }

    @Test
    void the_next_subscription_pays_from_the_moment_at_which_the_first_one_stops() {
        fixture.given(Workspaces.paidFor())
                .when(new CarryWorkspace(ID, ACTIVATION, TO, SUBSCRIPTION))
                .expectEvents(Workspaces.released(), new WorkspaceBound(ID, TO, SUBSCRIPTION, NOW));
        assertThat(reservations.ownerOf(Scope.PAYER_OF_WORKSPACE, ID.value())).contains(TO.value());
    }

    @Test
    void what_another_activation_pays_for_stays_with_it() {
        fixture.given(Workspaces.paidFor())
                .when(new CarryWorkspace(ID, new ActivationId("activation-3"), TO, SUBSCRIPTION))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(reservations.ownerOf(Scope.PAYER_OF_WORKSPACE, ID.value())).contains(ACTIVATION.value());
    }

    @Test
    void what_was_released_when_the_first_one_ended_is_bound_again() {
        reservations.release(Scope.PAYER_OF_WORKSPACE, ID.value(), ACTIVATION.value());
        fixture.given(Workspaces.paidFor())
                .andGiven(Workspaces.released())
                .when(new CarryWorkspace(ID, ACTIVATION, TO, SUBSCRIPTION))
                .expectEvents(new WorkspaceBound(ID, TO, SUBSCRIPTION, NOW));
        assertThat(reservations.ownerOf(Scope.PAYER_OF_WORKSPACE, ID.value())).contains(TO.value());
    }

    @Test
    void what_somebody_else_has_taken_meanwhile_stays_with_them() {
        var third = new ActivationId("activation-3");
        reservations.release(Scope.PAYER_OF_WORKSPACE, ID.value(), ACTIVATION.value());
        reservations.reserve(Scope.PAYER_OF_WORKSPACE, ID.value(), third.value());
        fixture.given(Workspaces.paidFor())
                .andGiven(Workspaces.released())
                .when(new CarryWorkspace(ID, ACTIVATION, TO, SUBSCRIPTION))
                .expectNoEvents();
        fixture.given(Workspaces.paidFor())
                .andGiven(Workspaces.released(), new WorkspaceBound(ID, third, SUBSCRIPTION, NOW))
                .when(new CarryWorkspace(ID, ACTIVATION, TO, SUBSCRIPTION))
                .expectNoEvents();
    }

    @Test
    void it_is_carried_once() {
        fixture.given(Workspaces.paidFor())
                .andGiven(Workspaces.released(), new WorkspaceBound(ID, TO, SUBSCRIPTION, NOW))
                .when(new CarryWorkspace(ID, ACTIVATION, TO, SUBSCRIPTION))
                .expectNoEvents();
    }
}
