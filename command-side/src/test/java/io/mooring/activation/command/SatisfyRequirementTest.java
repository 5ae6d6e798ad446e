package io.mooring.activation.command;

import static io.mooring.activation.api.Requirement.BILLING_ACCOUNT;
import static io.mooring.activation.api.Requirement.BOUND_WORKSPACE;
import static io.mooring.activation.api.Requirement.CONFIRMED_SUBSCRIPTION;
import static io.mooring.testsupport.activation.Activations.EXPIRE_AFTER;
import static io.mooring.testsupport.activation.Activations.ID;
import static io.mooring.testsupport.activation.Activations.REMIND_AFTER;
import static io.mooring.testsupport.activation.Activations.SUBSCRIPTION;
import static io.mooring.testsupport.time.SettableClock.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEvent;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.Requirement;
import io.mooring.activation.api.RequirementSatisfied;
import io.mooring.activation.api.SatisfyRequirement;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SatisfyRequirementTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final AggregateTestFixture<Activation> fixture = new AggregateTestFixture<>(Activation.class);

    SatisfyRequirementTest() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER));
    }

    @Test
    void a_requirement_that_holds_is_recorded() {
        fixture.given(Activations.justStarted())
                .when(new SatisfyRequirement(ID, BILLING_ACCOUNT))
                .expectEvents(new RequirementSatisfied(ID, BILLING_ACCOUNT, NOW));
    }

    @Test
    void the_last_one_completes() {
        fixture.given(Activations.waitingForWorkspace())
                .when(new SatisfyRequirement(ID, BOUND_WORKSPACE))
                .expectEvents(
                        new RequirementSatisfied(ID, BOUND_WORKSPACE, NOW),
                        new ActivationCompleted(ID, SUBSCRIPTION, NOW));
    }

    @Test
    void a_confirmation_that_comes_last_completes_as_well() {
        fixture.given(Activations.waitingForAws())
                .when(new SatisfyRequirement(ID, CONFIRMED_SUBSCRIPTION))
                .expectEvents(
                        new RequirementSatisfied(ID, CONFIRMED_SUBSCRIPTION, NOW),
                        new ActivationCompleted(ID, SUBSCRIPTION, NOW));
    }

    @ParameterizedTest
    @MethodSource("whereItHoldsAlready")
    void what_holds_already_changes_nothing(List<ActivationEvent> history, Requirement requirement) {
        fixture.given(history)
                .when(new SatisfyRequirement(ID, requirement))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    static Stream<Object[]> whereItHoldsAlready() {
        return Stream.of(
                new Object[] {Activations.waitingForWorkspace(), CONFIRMED_SUBSCRIPTION},
                new Object[] {Activations.waitingForWorkspace(), BILLING_ACCOUNT},
                new Object[] {Activations.completed(), BOUND_WORKSPACE},
                new Object[] {Activations.completed(), CONFIRMED_SUBSCRIPTION});
    }

    @ParameterizedTest
    @MethodSource("whereNothingCanBeBound")
    void a_workspace_bound_just_before_the_door_closed_does_not_count(List<ActivationEvent> history) {
        fixture.given(history)
                .when(new SatisfyRequirement(ID, BOUND_WORKSPACE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    static Stream<List<ActivationEvent>> whereNothingCanBeBound() {
        var before = Activations.waitingForWorkspace();
        return Stream.of(Activations.cancelled(before), Activations.expired(before), Activations.ended(before));
    }

    @Test
    void a_workspace_bound_just_before_the_pause_counts_but_completes_nothing_yet() {
        fixture.given(Activations.paused(Activations.waitingForWorkspace()))
                .when(new SatisfyRequirement(ID, BOUND_WORKSPACE))
                .expectEvents(new RequirementSatisfied(ID, BOUND_WORKSPACE, NOW));
    }

    @Test
    void a_new_confirmation_resumes_a_paused_activation_and_completes_it_if_nothing_is_due() {
        fixture.given(Activations.paused(Activations.waitingForWorkspace()))
                .andGiven(Activations.satisfied(BOUND_WORKSPACE))
                .when(new SatisfyRequirement(ID, CONFIRMED_SUBSCRIPTION))
                .expectEvents(new ActivationResumed(ID, NOW), new ActivationCompleted(ID, SUBSCRIPTION, NOW));
        assertThat(door.isOpen(ID)).isTrue();
    }

    @Test
    void a_completed_activation_that_is_resumed_is_not_completed_twice() {
        fixture.given(Activations.paused(Activations.completed()))
                .when(new SatisfyRequirement(ID, CONFIRMED_SUBSCRIPTION))
                .expectEvents(new ActivationResumed(ID, NOW));
    }

    @Test
    void a_payment_that_works_after_all_reopens_with_new_deadlines_and_only_the_workspace_due() {
        clock.advance(Duration.ofDays(2));
        var later = clock.instant();
        fixture.given(Activations.cancelled(Activations.waitingForWorkspace()))
                .when(new SatisfyRequirement(ID, CONFIRMED_SUBSCRIPTION))
                .expectEvents(
                        new ActivationReopened(ID, later, later.plus(REMIND_AFTER), later.plus(EXPIRE_AFTER)),
                        new RequirementSatisfied(ID, CONFIRMED_SUBSCRIPTION, later));
        assertThat(door.isOpen(ID)).isTrue();
    }

    @Test
    void after_the_reopening_of_a_completed_one_a_workspace_completes_again() {
        fixture.given(Activations.reopened(Activations.cancelled(Activations.completed())))
                .andGiven(Activations.satisfied(CONFIRMED_SUBSCRIPTION))
                .when(new SatisfyRequirement(ID, BOUND_WORKSPACE))
                .expectEvents(
                        new RequirementSatisfied(ID, BOUND_WORKSPACE, NOW),
                        new ActivationCompleted(ID, SUBSCRIPTION, NOW));
    }

    @Test
    void a_confirmation_of_an_expired_activation_reopens_it() {
        fixture.given(Activations.expired(Activations.waitingForAws()))
                .when(new SatisfyRequirement(ID, CONFIRMED_SUBSCRIPTION))
                .expectEvents(
                        new ActivationReopened(ID, NOW, NOW.plus(REMIND_AFTER), NOW.plus(EXPIRE_AFTER)),
                        new RequirementSatisfied(ID, CONFIRMED_SUBSCRIPTION, NOW));
        assertThat(door.isOpen(ID)).isTrue();
    }

    /** Whom nothing new is said to has had their time. */
    @Test
    void what_expired_although_it_was_confirmed_is_not_reopened_by_another_confirmation() {
        fixture.given(Activations.expired(Activations.waitingForWorkspace()))
                .when(new SatisfyRequirement(ID, CONFIRMED_SUBSCRIPTION))
                .expectNoEvents();
        assertThat(door.isOpen(ID)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyRequirement")
    void nothing_counts_after_the_end(Requirement requirement) {
        fixture.given(Activations.ended(Activations.justStarted()))
                .when(new SatisfyRequirement(ID, requirement))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertThat(door.isOpen(ID)).isFalse();
    }

    static Requirement[] everyRequirement() {
        return Requirement.values();
    }
}
