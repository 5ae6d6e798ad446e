package io.mooring.workspace.command;

import static io.mooring.testsupport.workspace.Workspaces.ACTIVATION;
import static io.mooring.testsupport.workspace.Workspaces.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.reservation.command.InMemoryReservations;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import io.mooring.testsupport.workspace.Workspaces;
import io.mooring.workspace.api.ReleaseWorkspace;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ReleaseWorkspaceTest {

    private final InMemoryReservations reservations = new InMemoryReservations();
    private final AggregateTestFixture<Workspace> fixture = new AggregateTestFixture<>(Workspace.class);

    ReleaseWorkspaceTest() {
        fixture.registerInjectableResource(new SettableClock());
        fixture.registerInjectableResource(new InMemoryOpenActivations());
        fixture.registerInjectableResource(reservations);
        reservations.reserve(Scope.PAYER_OF_WORKSPACE, ID.value(), ACTIVATION.value());
    }

    @Test
    void a_release_frees_the_payers_place_even_though_the_door_is_closed() {
        fixture.given(Workspaces.paidFor())
                .when(new ReleaseWorkspace(ID, ACTIVATION))
                .expectEvents(Workspaces.released());
        assertThat(reservations.ownerOf(Scope.PAYER_OF_WORKSPACE, ID.value())).isEmpty();
    }

    @Test
    void a_repeated_release_does_nothing() {
        fixture.given(Workspaces.paidFor())
                .andGiven(Workspaces.released())
                .when(new ReleaseWorkspace(ID, ACTIVATION))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_activation_cannot_release_what_another_pays_for() {
        fixture.given(Workspaces.paidFor())
                .when(new ReleaseWorkspace(ID, new ActivationId("activation-2")))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(reservations.ownerOf(Scope.PAYER_OF_WORKSPACE, ID.value())).contains(ACTIVATION.value());
    }
}
