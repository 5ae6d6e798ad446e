package io.mooring.activation.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationPostponed;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationStarted;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.activation.api.CancelActivation;
import io.mooring.activation.api.EndActivation;
import io.mooring.activation.api.PauseActivation;
import io.mooring.activation.api.PostponeActivation;
import io.mooring.activation.api.ReopenActivation;
import io.mooring.activation.api.Requirement;
import io.mooring.activation.api.SatisfyRequirement;
import io.mooring.activation.api.StartActivation;
import io.mooring.activation.api.SupersedeActivation;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.CarryBillingAccount;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionScheduled;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.workspace.api.CarryWorkspace;
import io.mooring.workspace.api.ReleaseWorkspace;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivationSagaTest {

    final SubscriptionId subscription = new SubscriptionId("s-1");
    final ActivationId activation = ActivationId.of(subscription, 1);
    final SubscriptionId nextSubscription = new SubscriptionId("s-2");
    final ActivationId next = ActivationId.of(nextSubscription, 1);
    final WorkspaceId workspace = new WorkspaceId("w-1");
    final WorkspaceId other = new WorkspaceId("w-2");
    final Instant now = Instant.parse("2026-11-01T10:00:00Z");
    final Instant remindAt = now.plus(Duration.ofDays(1));
    final Instant expiresAt = now.plus(Duration.ofDays(30));

    final RecordedDeadlines deadlines = new RecordedDeadlines();
    final SagaTestFixture<ActivationSaga> fixture = new SagaTestFixture<>(ActivationSaga.class);

    @BeforeEach
    void deadlines_are_recorded() {
        fixture.registerResource(deadlines);
    }

    @Test
    void an_opened_subscription_starts_the_activation() {
        fixture.givenNoPriorActivity()
                .whenPublishingA(opened())
                .expectActiveSagas(1)
                .expectAssociationWith("activationId", activation)
                .expectDispatchedCommands(new StartActivation(activation, subscription));
    }

    @Test
    void a_landing_reopens_what_has_expired() {
        fixture.givenAPublished(opened())
                .whenPublishingA(new BuyerLanded(subscription, activation, null, now))
                .expectDispatchedCommands(new ReopenActivation(activation));
    }

    @Test
    void a_confirmed_subscription_satisfies_its_requirement() {
        fixture.givenAPublished(opened())
                .whenPublishingA(new SubscriptionConfirmed(subscription, activation, null, false, now))
                .expectDispatchedCommands(new SatisfyRequirement(activation, Requirement.CONFIRMED_SUBSCRIPTION));
    }

    @Test
    void a_failed_payment_cancels() {
        fixture.givenAPublished(opened())
                .whenPublishingA(new SubscriptionFailed(subscription, activation, now))
                .expectDispatchedCommands(new CancelActivation(activation));
    }

    @Test
    void an_announced_end_pauses() {
        fixture.givenAPublished(opened())
                .whenPublishingA(new SubscriptionEnding(subscription, activation, now, now))
                .expectDispatchedCommands(new PauseActivation(activation));
    }

    @Test
    void an_ended_subscription_ends_the_activation() {
        fixture.givenAPublished(opened())
                .whenPublishingA(new SubscriptionEnded(subscription, activation, now))
                .expectDispatchedCommands(new EndActivation(activation));
    }

    @Test
    void a_bound_billing_account_satisfies_its_requirement() {
        fixture.givenAPublished(opened())
                .whenPublishingA(new BillingAccountBound(new BillingAccountId("b-1"), activation, now))
                .expectDispatchedCommands(new SatisfyRequirement(activation, Requirement.BILLING_ACCOUNT));
    }

    @Test
    void a_bound_workspace_satisfies_its_requirement() {
        fixture.givenAPublished(opened())
                .whenPublishingA(bound(workspace))
                .expectDispatchedCommands(new SatisfyRequirement(activation, Requirement.BOUND_WORKSPACE));
    }

    @Test
    void a_started_activation_arms_its_deadlines() {
        fixture.givenAPublished(opened())
                .whenPublishingA(new ActivationStarted(
                        activation, subscription, List.of(Requirement.values()), now, remindAt, expiresAt))
                .expectNoDispatchedCommands();

        assertThat(deadlines.calls).containsExactly("arm " + activation + " " + remindAt + " " + expiresAt);
    }

    @Test
    void a_reopened_activation_arms_them_anew_and_binds_again() {
        fixture.givenAPublished(opened())
                .andThenAPublished(bound(workspace))
                .andThenAPublished(expired())
                .andThenAPublished(released(workspace))
                .andThenAPublished(new ActivationReopened(activation, now, remindAt, expiresAt))
                .whenPublishingA(bound(workspace))
                .expectDispatchedCommands(new SatisfyRequirement(activation, Requirement.BOUND_WORKSPACE));

        assertThat(deadlines.calls)
                .containsExactly("cancel " + activation, "arm " + activation + " " + remindAt + " " + expiresAt);
    }

    @Test
    void what_was_signed_ahead_postpones_the_activation_and_its_deadlines() {
        var beginsAt = now.plus(Duration.ofDays(40));
        fixture.givenAPublished(opened())
                .whenPublishingA(new SubscriptionScheduled(subscription, activation, beginsAt, now))
                .expectDispatchedCommands(new PostponeActivation(activation, beginsAt));
        fixture.givenAPublished(opened())
                .whenPublishingA(new ActivationPostponed(activation, beginsAt, now, remindAt, beginsAt))
                .expectNoDispatchedCommands();

        assertThat(deadlines.calls).containsExactly("arm " + activation + " " + remindAt + " " + beginsAt);
    }

    @Test
    void a_completed_activation_has_no_deadlines() {
        fixture.givenAPublished(opened())
                .whenPublishingA(new ActivationCompleted(activation, subscription, now))
                .expectNoDispatchedCommands()
                .expectActiveSagas(1);

        assertThat(deadlines.calls).containsExactly("cancel " + activation);
    }

    @Test
    void what_was_bound_is_carried_over_to_the_activation_that_goes_on() {
        fixture.givenAPublished(opened())
                .andThenAPublished(new BillingAccountBound(new BillingAccountId("b-1"), activation, now))
                .andThenAPublished(bound(workspace))
                .whenPublishingA(superseded())
                .expectDispatchedCommands(
                        new StartActivation(next, nextSubscription),
                        new CarryBillingAccount(new BillingAccountId("b-1"), activation, next),
                        new CarryWorkspace(workspace, activation, next, nextSubscription),
                        new SupersedeActivation(activation, next));
    }

    @Test
    void what_was_bound_just_before_the_door_closed_is_carried_over_too() {
        fixture.givenAPublished(opened())
                .andThenAPublished(superseded())
                .whenPublishingA(bound(workspace))
                .expectDispatchedCommands(new CarryWorkspace(workspace, activation, next, nextSubscription));
    }

    @Test
    void a_superseded_activation_needs_no_saga_once_everything_is_handed_on() {
        fixture.givenAPublished(opened())
                .andThenAPublished(bound(workspace))
                .andThenAPublished(superseded())
                .andThenAPublished(released(workspace))
                .whenPublishingA(new ActivationSuperseded(activation, subscription, next, now))
                .expectActiveSagas(0);

        assertThat(deadlines.calls).containsExactly("cancel " + activation);
    }

    /** The renewal may become known only after the licence has ended. */
    @Test
    void what_was_released_by_the_end_is_carried_over_when_a_successor_becomes_known() {
        fixture.givenAPublished(licensed())
                .andThenAPublished(new BillingAccountBound(new BillingAccountId("b-1"), activation, now))
                .andThenAPublished(bound(workspace))
                .andThenAPublished(bound(other))
                .andThenAPublished(released(other))
                .andThenAPublished(ended())
                .andThenAPublished(released(workspace))
                .whenPublishingA(superseded())
                .expectActiveSagas(1)
                .expectDispatchedCommands(
                        new StartActivation(next, nextSubscription),
                        new CarryBillingAccount(new BillingAccountId("b-1"), activation, next),
                        new CarryWorkspace(workspace, activation, next, nextSubscription),
                        new SupersedeActivation(activation, next));
    }

    @Test
    void after_that_nothing_is_left_to_do() {
        fixture.givenAPublished(licensed())
                .andThenAPublished(bound(workspace))
                .andThenAPublished(ended())
                .andThenAPublished(released(workspace))
                .andThenAPublished(superseded())
                .whenPublishingA(new ActivationSuperseded(activation, subscription, next, now))
                .expectActiveSagas(0);
    }

    private SubscriptionOpened licensed() {
        return new SubscriptionOpened(
                subscription, activation, 1, new Purchase("listing-1", "aws", "product-1", null, "l-1"), now);
    }

    private SubscriptionSuperseded superseded() {
        return new SubscriptionSuperseded(subscription, activation, nextSubscription, next, now);
    }

    @Test
    void a_cancelled_activation_releases_every_workspace() {
        fixture.givenAPublished(opened())
                .andThenAPublished(bound(workspace))
                .andThenAPublished(bound(other))
                .whenPublishingA(cancelled())
                .expectActiveSagas(1)
                .expectDispatchedCommands(
                        new ReleaseWorkspace(workspace, activation), new ReleaseWorkspace(other, activation));

        assertThat(deadlines.calls).containsExactly("cancel " + activation);
    }

    @Test
    void an_expired_activation_releases_what_is_still_bound() {
        fixture.givenAPublished(opened())
                .andThenAPublished(bound(workspace))
                .andThenAPublished(bound(other))
                .andThenAPublished(released(workspace))
                .whenPublishingA(expired())
                .expectActiveSagas(1)
                .expectDispatchedCommands(new ReleaseWorkspace(other, activation));
    }

    @Test
    void a_binding_that_is_read_after_the_activation_closed_is_released() {
        fixture.givenAPublished(opened())
                .andThenAPublished(cancelled())
                .whenPublishingA(bound(workspace))
                .expectDispatchedCommands(new ReleaseWorkspace(workspace, activation));
    }

    @Test
    void an_ended_activation_is_over_when_nothing_was_bound() {
        fixture.givenAPublished(opened())
                .whenPublishingA(ended())
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void an_ended_activation_is_over_when_all_is_released() {
        fixture.givenAPublished(opened())
                .andThenAPublished(bound(workspace))
                .andThenAPublished(bound(other))
                .andThenAPublished(ended())
                .andThenAPublished(released(workspace))
                .whenPublishingA(released(other))
                .expectActiveSagas(0);
    }

    @Test
    void an_ended_activation_waits_for_its_workspaces() {
        fixture.givenAPublished(opened())
                .andThenAPublished(bound(workspace))
                .andThenAPublished(bound(other))
                .andThenAPublished(ended())
                .whenPublishingA(released(workspace))
                .expectActiveSagas(1);
    }

    @Test
    void a_binding_that_is_read_after_the_end_is_released_before_it_is_over() {
        fixture.givenAPublished(opened())
                .andThenAPublished(bound(workspace))
                .andThenAPublished(ended())
                .whenPublishingA(bound(other))
                .expectDispatchedCommands(new ReleaseWorkspace(other, activation))
                .expectActiveSagas(1);
    }

    @Test
    void each_episode_has_its_own_saga() {
        var second = ActivationId.of(subscription, 2);
        fixture.givenAPublished(opened())
                .andThenAPublished(opened())
                .whenPublishingA(new SubscriptionOpened(subscription, second, 2, purchase(), now))
                .expectActiveSagas(2);
    }

    @Test
    void its_state_survives_storage() throws Exception {
        var json = new ObjectMapper();
        var stored = """
                {"bound":["w-1","w-2"],"released":["w-3"],"licensed":true,"closed":true,"ended":false,
                 "billingAccount":"b-1","successor":"s-2","successorActivation":"a-2"}
                """;

        assertThat(json.readTree(json.writeValueAsString(json.readValue(stored, ActivationSaga.class))))
                .isEqualTo(json.readTree(stored));
        assertThat(json.readTree(json.writeValueAsString(new ActivationSaga()))).isEqualTo(json.readTree("""
                        {"bound":[],"released":[],"licensed":false,"closed":false,"ended":false,
                         "billingAccount":null,"successor":null,"successorActivation":null}
                        """));
        assertThat(json.readValue("{\"bound\":[\"w-1\"],\"closed\":true,\"ended\":false}", ActivationSaga.class))
                .as("as it was stored before")
                .isNotNull();
    }

    private SubscriptionOpened opened() {
        return new SubscriptionOpened(subscription, activation, 1, purchase(), now);
    }

    private static Purchase purchase() {
        return new Purchase("listing-1", "aws", "product-1", "customer-1", null);
    }

    private WorkspaceBound bound(WorkspaceId id) {
        return new WorkspaceBound(id, activation, subscription, now);
    }

    private WorkspaceReleased released(WorkspaceId id) {
        return new WorkspaceReleased(id, activation, subscription, now);
    }

    private ActivationCancelled cancelled() {
        return new ActivationCancelled(activation, subscription, now);
    }

    private ActivationExpired expired() {
        return new ActivationExpired(activation, subscription, now);
    }

    private ActivationEnded ended() {
        return new ActivationEnded(activation, subscription, now);
    }
}
