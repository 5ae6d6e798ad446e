package io.mooring.workspace.command;

import io.mooring.reservation.command.InMemoryReservations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import io.mooring.testsupport.workspace.Workspaces;
import io.mooring.workspace.api.CreateWorkspace;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class CreateWorkspaceTest {

    private final AggregateTestFixture<Workspace> fixture = new AggregateTestFixture<>(Workspace.class);

    CreateWorkspaceTest() {
        fixture.registerInjectableResource(new SettableClock());
        fixture.registerInjectableResource(new InMemoryOpenActivations());
        fixture.registerInjectableResource(new InMemoryReservations());
    }

    @Test
    void a_workspace_is_created_with_its_site_and_language_for_good() {
        fixture.givenNoPriorActivity().when(Workspaces.creation(Workspaces.ID)).expectEvents(Workspaces.created());
    }

    @Test
    void a_repeated_creation_does_nothing_even_with_another_site() {
        var first = Workspaces.creation(Workspaces.ID);
        fixture.given(Workspaces.bindable())
                .when(new CreateWorkspace(
                        first.workspaceId(),
                        first.billingAccountId(),
                        first.consoleAccountId(),
                        first.name(),
                        "us1",
                        first.templateLanguage(),
                        first.termsVersion()))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }
}
