package io.mooring.activation.command;

import static io.mooring.testsupport.activation.Activations.EXPIRES_AT;
import static io.mooring.testsupport.activation.Activations.EXPIRE_AFTER;
import static io.mooring.testsupport.activation.Activations.ID;
import static io.mooring.testsupport.activation.Activations.REMIND_AFTER;
import static io.mooring.testsupport.activation.Activations.REMIND_AT;
import static io.mooring.testsupport.activation.Activations.SUBSCRIPTION;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationPostponed;
import io.mooring.activation.api.ExpireActivation;
import io.mooring.activation.api.PostponeActivation;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostponeActivationTest {

    private static final Instant BEGINS_AT = NOW.plus(Duration.ofDays(40));
    private static final ActivationPostponed POSTPONED =
            new ActivationPostponed(ID, BEGINS_AT, NOW, REMIND_AT, BEGINS_AT.plus(EXPIRE_AFTER));

    private final SettableClock clock = new SettableClock();
    private final AggregateTestFixture<Activation> fixture = new AggregateTestFixture<>(Activation.class);

    PostponeActivationTest() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(new InMemoryOpenActivations());
        fixture.registerInjectableResource(new ActivationTerms(REMIND_AFTER, EXPIRE_AFTER));
    }

    @Test
    void what_was_signed_ahead_expires_as_long_after_its_beginning_as_others_after_their_start() {
        fixture.given(Activations.waitingForAws())
                .when(new PostponeActivation(ID, BEGINS_AT))
                .expectEvents(POSTPONED);
        fixture.given(Activations.waitingForAws())
                .andGiven(POSTPONED)
                .when(new PostponeActivation(ID, BEGINS_AT))
                .expectNoEvents();
    }

    @Test
    void it_does_not_expire_before() {
        clock.set(EXPIRES_AT);
        fixture.given(Activations.waitingForAws())
                .andGiven(POSTPONED)
                .when(new ExpireActivation(ID))
                .expectNoEvents();
        clock.set(BEGINS_AT.plus(EXPIRE_AFTER));
        fixture.given(Activations.waitingForAws())
                .andGiven(POSTPONED)
                .when(new ExpireActivation(ID))
                .expectEvents(new ActivationExpired(ID, SUBSCRIPTION, BEGINS_AT.plus(EXPIRE_AFTER)));
    }

    @Test
    void what_has_begun_is_not_postponed() {
        fixture.given(Activations.waitingForAws())
                .when(new PostponeActivation(ID, NOW))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("others")
    void what_does_not_wait_for_the_buyer_is_left_alone(List<ActivationEvent> history) {
        fixture.given(history).when(new PostponeActivation(ID, BEGINS_AT)).expectNoEvents();
    }

    static Stream<List<ActivationEvent>> others() {
        var before = Activations.justStarted();
        return Stream.of(
                Activations.completed(),
                Activations.paused(before),
                Activations.cancelled(before),
                Activations.expired(before),
                Activations.ended(before));
    }
}
