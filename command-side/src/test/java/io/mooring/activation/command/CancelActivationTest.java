package io.mooring.activation.command;

import static io.mooring.testsupport.activation.Activations.ID;
import static io.mooring.testsupport.activation.Activations.SUBSCRIPTION;
import static io.mooring.testsupport.time.SettableClock.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.CancelActivation;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CancelActivationTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final AggregateTestFixture<Activation> fixture = new AggregateTestFixture<>(Activation.class);

    CancelActivationTest() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER));
    }

    @ParameterizedTest
    @MethodSource("cancellable")
    void whatever_has_not_ended_is_cancelled_and_its_door_closed(List<ActivationEvent> history) {
        door.open(ID);
        fixture.given(history)
                .when(new CancelActivation(ID))
                .expectEvents(new ActivationCancelled(ID, SUBSCRIPTION, NOW));
        assertThat(door.isOpen(ID)).isFalse();
    }

    static Stream<List<ActivationEvent>> cancellable() {
        var before = Activations.justStarted();
        return Stream.of(before, Activations.paused(before), Activations.completed(), Activations.expired(before));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void what_is_cancelled_or_ended_stays_so(List<ActivationEvent> history) {
        fixture.given(history)
                .when(new CancelActivation(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    static Stream<List<ActivationEvent>> closed() {
        return Stream.of(
                Activations.cancelled(Activations.justStarted()), Activations.ended(Activations.justStarted()));
    }
}
