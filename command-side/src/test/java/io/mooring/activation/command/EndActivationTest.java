package io.mooring.activation.command;

import static io.mooring.testsupport.activation.Activations.ID;
import static io.mooring.testsupport.activation.Activations.SUBSCRIPTION;
import static io.mooring.testsupport.time.SettableClock.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.EndActivation;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndActivationTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final AggregateTestFixture<Activation> fixture = new AggregateTestFixture<>(Activation.class);

    EndActivationTest() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER));
    }

    @ParameterizedTest
    @MethodSource("living")
    void whatever_has_not_ended_ends_and_its_door_closes(List<ActivationEvent> history) {
        door.open(ID);
        fixture.given(history).when(new EndActivation(ID)).expectEvents(new ActivationEnded(ID, SUBSCRIPTION, NOW));
        assertThat(door.isOpen(ID)).isFalse();
    }

    static Stream<List<ActivationEvent>> living() {
        var before = Activations.justStarted();
        return Stream.of(
                before,
                Activations.paused(before),
                Activations.completed(),
                Activations.cancelled(before),
                Activations.expired(before));
    }

    @Test
    void a_repeated_end_does_nothing() {
        fixture.given(Activations.ended(Activations.justStarted()))
                .when(new EndActivation(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }
}
