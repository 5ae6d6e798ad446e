package io.mooring.activation.command;

import static io.mooring.testsupport.activation.Activations.EXPIRES_AT;
import static io.mooring.testsupport.activation.Activations.EXPIRE_AFTER;
import static io.mooring.testsupport.activation.Activations.ID;
import static io.mooring.testsupport.activation.Activations.REMIND_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ReopenActivation;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReopenActivationTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final AggregateTestFixture<Activation> fixture = new AggregateTestFixture<>(Activation.class);

    ReopenActivationTest() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER));
    }

    @Test
    void a_buyer_who_comes_back_reopens_what_had_expired() {
        clock.set(EXPIRES_AT);
        fixture.given(Activations.expired(Activations.waitingForWorkspace()))
                .when(new ReopenActivation(ID))
                .expectEvents(new ActivationReopened(
                        ID, EXPIRES_AT, EXPIRES_AT.plus(REMIND_AFTER), EXPIRES_AT.plus(EXPIRE_AFTER)));
        assertThat(door.isOpen(ID)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("others")
    void any_other_is_left_alone_and_its_door_as_it_is(List<ActivationEvent> history) {
        fixture.given(history)
                .when(new ReopenActivation(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(door.isOpen(ID)).isFalse();
    }

    static Stream<List<ActivationEvent>> others() {
        var before = Activations.justStarted();
        return Stream.of(
                before,
                Activations.completed(),
                Activations.paused(before),
                Activations.cancelled(before),
                Activations.ended(before));
    }
}
