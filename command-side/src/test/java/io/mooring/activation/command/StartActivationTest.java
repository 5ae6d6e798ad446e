package io.mooring.activation.command;

import static io.mooring.activation.api.Requirement.BILLING_ACCOUNT;
import static io.mooring.activation.api.Requirement.BOUND_WORKSPACE;
import static io.mooring.activation.api.Requirement.CONFIRMED_SUBSCRIPTION;
import static io.mooring.testsupport.activation.Activations.ID;
import static io.mooring.testsupport.activation.Activations.SUBSCRIPTION;
import static io.mooring.testsupport.time.SettableClock.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationStarted;
import io.mooring.activation.api.StartActivation;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class StartActivationTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final AggregateTestFixture<Activation> fixture = new AggregateTestFixture<>(Activation.class);

    StartActivationTest() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER));
    }

    @Test
    void a_start_fixes_what_is_due_and_until_when_and_opens_the_door() {
        fixture.givenNoPriorActivity()
                .when(new StartActivation(ID, SUBSCRIPTION))
                .expectEvents(new ActivationStarted(
                        ID,
                        SUBSCRIPTION,
                        List.of(CONFIRMED_SUBSCRIPTION, BILLING_ACCOUNT, BOUND_WORKSPACE),
                        NOW,
                        NOW.plus(Duration.ofDays(1)),
                        NOW.plus(Duration.ofDays(30))));
        assertThat(door.isOpen(ID)).isTrue();
    }

    @Test
    void a_repeated_start_does_nothing_and_leaves_the_door_as_it_is() {
        fixture.given(Activations.ended(Activations.justStarted()))
                .when(new StartActivation(ID, SUBSCRIPTION))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(door.isOpen(ID)).isFalse();
    }
}
