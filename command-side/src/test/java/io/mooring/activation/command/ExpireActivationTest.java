package io.mooring.activation.command;

import static io.mooring.testsupport.activation.Activations.EXPIRES_AT;
import static io.mooring.testsupport.activation.Activations.ID;
import static io.mooring.testsupport.activation.Activations.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ExpireActivation;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpireActivationTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final AggregateTestFixture<Activation> fixture = new AggregateTestFixture<>(Activation.class);

    ExpireActivationTest() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER));
    }

    @Test
    void what_nobody_completes_in_time_expires_and_its_door_closes() {
        door.open(ID);
        clock.set(EXPIRES_AT);
        fixture.given(Activations.waitingForWorkspace())
                .when(new ExpireActivation(ID))
                .expectEvents(new ActivationExpired(ID, SUBSCRIPTION, EXPIRES_AT));
        assertThat(door.isOpen(ID)).isFalse();
    }

    @Test
    void a_timer_that_rings_early_is_ignored() {
        door.open(ID);
        clock.set(EXPIRES_AT.minusNanos(1));
        fixture.given(Activations.waitingForWorkspace())
                .when(new ExpireActivation(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(door.isOpen(ID)).isTrue();
    }

    @Test
    void the_timer_of_before_a_reopening_is_ignored() {
        clock.set(EXPIRES_AT);
        fixture.given(Activations.reopened(Activations.expired(Activations.justStarted())))
                .when(new ExpireActivation(ID))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("standing")
    void what_does_not_wait_for_the_buyer_does_not_expire(List<ActivationEvent> history) {
        clock.set(EXPIRES_AT);
        fixture.given(history)
                .when(new ExpireActivation(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    static Stream<List<ActivationEvent>> standing() {
        var before = Activations.justStarted();
        return Stream.of(
                Activations.completed(),
                Activations.paused(before),
                Activations.cancelled(before),
                Activations.expired(before),
                Activations.ended(before));
    }
}
