package io.mooring.activation.command;

import static io.mooring.testsupport.activation.Activations.EXPIRES_AT;
import static io.mooring.testsupport.activation.Activations.ID;
import static io.mooring.testsupport.activation.Activations.REMIND_AFTER;
import static io.mooring.testsupport.activation.Activations.REMIND_AT;
import static io.mooring.testsupport.activation.Activations.SUBSCRIPTION;

import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.ActivationReminded;
import io.mooring.activation.api.RemindActivation;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RemindActivationTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final AggregateTestFixture<Activation> fixture = new AggregateTestFixture<>(Activation.class);

    RemindActivationTest() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER));
    }

    @Test
    void the_buyer_is_reminded_when_the_time_has_come() {
        clock.set(REMIND_AT);
        fixture.given(Activations.justStarted())
                .when(new RemindActivation(ID))
                .expectEvents(new ActivationReminded(ID, SUBSCRIPTION, REMIND_AT));
    }

    @Test
    void a_timer_that_rings_early_is_ignored() {
        clock.set(REMIND_AT.minusNanos(1));
        fixture.given(Activations.justStarted())
                .when(new RemindActivation(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void nobody_is_reminded_twice() {
        clock.set(REMIND_AT.plusSeconds(1));
        fixture.given(Activations.reminded(Activations.justStarted()))
                .when(new RemindActivation(ID))
                .expectNoEvents();
    }

    @Test
    void after_a_reopening_there_is_one_more_reminder_at_its_own_time() {
        clock.set(EXPIRES_AT.plus(REMIND_AFTER));
        fixture.given(Activations.reopened(Activations.expired(Activations.reminded(Activations.justStarted()))))
                .when(new RemindActivation(ID))
                .expectEvents(new ActivationReminded(ID, SUBSCRIPTION, clock.instant()));
    }

    @ParameterizedTest
    @MethodSource("standing")
    void what_does_not_wait_for_the_buyer_needs_no_reminder(List<ActivationEvent> history) {
        clock.set(REMIND_AT);
        fixture.given(history)
                .when(new RemindActivation(ID))
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
