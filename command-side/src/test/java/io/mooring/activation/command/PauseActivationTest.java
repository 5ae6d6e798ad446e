package io.mooring.activation.command;

import static io.mooring.testsupport.activation.Activations.ID;
import static io.mooring.testsupport.time.SettableClock.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.ActivationPaused;
import io.mooring.activation.api.PauseActivation;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PauseActivationTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final AggregateTestFixture<Activation> fixture = new AggregateTestFixture<>(Activation.class);

    PauseActivationTest() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER));
    }

    @ParameterizedTest
    @MethodSource("running")
    void a_running_activation_is_paused_and_its_door_closed(List<ActivationEvent> history) {
        door.open(ID);
        fixture.given(history).when(new PauseActivation(ID)).expectEvents(new ActivationPaused(ID, NOW));
        assertThat(door.isOpen(ID)).isFalse();
    }

    static Stream<List<ActivationEvent>> running() {
        return Stream.of(
                Activations.justStarted(),
                Activations.completed(),
                Activations.expired(Activations.justStarted()),
                Activations.resumed(Activations.paused(Activations.completed())),
                Activations.reopened(Activations.expired(Activations.justStarted())));
    }

    @ParameterizedTest
    @MethodSource("standing")
    void any_other_is_left_alone(List<ActivationEvent> history) {
        fixture.given(history)
                .when(new PauseActivation(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    static Stream<List<ActivationEvent>> standing() {
        var before = Activations.justStarted();
        return Stream.of(Activations.paused(before), Activations.cancelled(before), Activations.ended(before));
    }

    @Test
    void an_unknown_activation_is_no_activation() {
        fixture.givenNoPriorActivity().when(new PauseActivation(ID)).expectException(AggregateNotFoundException.class);
    }
}
