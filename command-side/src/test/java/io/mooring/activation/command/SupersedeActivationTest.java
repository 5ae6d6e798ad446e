package io.mooring.activation.command;

import static io.mooring.testsupport.activation.Activations.ID;
import static io.mooring.testsupport.activation.Activations.SUBSCRIPTION;
import static io.mooring.testsupport.time.SettableClock.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.activation.api.EndActivation;
import io.mooring.activation.api.SupersedeActivation;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SupersedeActivationTest {

    private static final ActivationId SUCCESSOR = new ActivationId("activation-2");
    private static final ActivationSuperseded SUPERSEDED = new ActivationSuperseded(ID, SUBSCRIPTION, SUCCESSOR, NOW);

    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final AggregateTestFixture<Activation> fixture = new AggregateTestFixture<>(Activation.class);

    SupersedeActivationTest() {
        fixture.registerInjectableResource(new SettableClock());
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER));
    }

    @ParameterizedTest
    @MethodSource("io.mooring.activation.command.EndActivationTest#living")
    void whatever_has_not_ended_is_superseded_and_its_door_closes(List<ActivationEvent> history) {
        door.open(ID);
        fixture.given(history).when(new SupersedeActivation(ID, SUCCESSOR)).expectEvents(SUPERSEDED);
        assertThat(door.isOpen(ID)).isFalse();
    }

    @Test
    void what_had_ended_is_superseded_when_the_successor_becomes_known() {
        fixture.given(Activations.ended(Activations.justStarted()))
                .when(new SupersedeActivation(ID, SUCCESSOR))
                .expectEvents(SUPERSEDED);
    }

    @Test
    void it_is_over_for_good() {
        fixture.given(Activations.completed())
                .andGiven(SUPERSEDED)
                .when(new SupersedeActivation(ID, SUCCESSOR))
                .expectNoEvents();
        fixture.given(Activations.completed())
                .andGiven(SUPERSEDED)
                .when(new EndActivation(ID))
                .expectNoEvents();
    }
}
