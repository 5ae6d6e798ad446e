package io.mooring.activation.query;

import static io.mooring.activation.api.Requirement.BILLING_ACCOUNT;
import static io.mooring.activation.api.Requirement.BOUND_WORKSPACE;
import static io.mooring.activation.api.Requirement.CONFIRMED_SUBSCRIPTION;
import static io.mooring.activation.query.ActivationHistory.ACTIVATION;
import static io.mooring.activation.query.ActivationHistory.PAYER;
import static io.mooring.activation.query.ActivationHistory.PURCHASE;
import static io.mooring.activation.query.ActivationHistory.SUBSCRIPTION;
import static io.mooring.activation.query.ActivationHistory.T0;
import static io.mooring.activation.query.ActivationHistory.WORKSPACE;
import static io.mooring.activation.query.ActivationHistory.at;
import static io.mooring.activation.query.ActivationHistory.company;
import static io.mooring.activation.query.ActivationHistory.completedHistory;
import static io.mooring.activation.query.ActivationHistory.concat;
import static io.mooring.activation.query.ActivationHistory.confirmedHistory;
import static io.mooring.activation.query.ActivationHistory.opened;
import static io.mooring.activation.query.ActivationHistory.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationPaused;
import io.mooring.activation.api.ActivationPostponed;
import io.mooring.activation.api.ActivationReminded;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.ActivationView.RequirementView;
import io.mooring.activation.api.BoughtListingView;
import io.mooring.activation.api.FindBoughtListing;
import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.activation.api.ListOverdueActivations;
import io.mooring.activation.api.OverdueActivationView;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.privacy.api.Personal;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceReleased;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class ActivationProjectionTest {

    final ViewDatabase database = new ViewDatabase();
    final Stream stream = new Stream(new ActivationProjection(new ActivationRows(database.jdbc())));
    final ActivationQueries queries = new ActivationQueries(database.jdbc());

    @Test
    void there_is_no_view_before_the_process_has_started() {
        stream.deliver(opened());

        assertThat(queries.handle(new FindCurrentActivation(SUBSCRIPTION))).isEmpty();
    }

    @Test
    void what_was_bought_is_known_from_the_first_event_on() {
        var activation = ActivationId.of(SUBSCRIPTION, 1);
        assertThat(queries.handle(new FindBoughtListing(activation))).isEmpty();

        stream.deliver(opened());

        assertThat(queries.handle(new FindBoughtListing(activation)))
                .contains(new BoughtListingView(opened().purchase().listing()));
    }

    @Test
    void a_started_activation_shows_what_is_due() {
        stream.deliver(opened(), started());

        var view = view();
        assertThat(view.status()).isEqualTo(ActivationStatus.OPEN);
        assertThat(view.subscription().status()).isEqualTo(SubscriptionStatus.WAITING_FOR_AWS);
        assertThat(view.subscription().listing()).isEqualTo("listing-1");
        assertThat(view.requirements())
                .containsExactly(
                        new RequirementView(CONFIRMED_SUBSCRIPTION, null),
                        new RequirementView(BILLING_ACCOUNT, null),
                        new RequirementView(BOUND_WORKSPACE, null));
        assertThat(view.billingAccount()).isNull();
        assertThat(view.workspaces()).isEmpty();
        assertThat(view.expiresAt()).isEqualTo(T0.plus(Duration.ofDays(30)));
    }

    @Test
    void a_completed_activation_shows_account_workspace_and_times() {
        stream.deliver(completedHistory());

        var view = view();
        assertThat(view.status()).isEqualTo(ActivationStatus.COMPLETED);
        assertThat(view.completedAt()).isEqualTo(at(9));
        assertThat(view.subscription().status()).isEqualTo(SubscriptionStatus.CONFIRMED);
        assertThat(view.subscription().confirmedAt()).isEqualTo(at(2));
        assertThat(view.subscription().awsAccountId()).isEqualTo("111122223333");
        assertThat(view.requirements()).allMatch(requirement -> requirement.satisfiedAt() != null);
        assertThat(view.billingAccount()).isEqualTo(new ActivationView.BillingAccount(PAYER, "acme"));
        assertThat(view.workspaces())
                .containsExactly(
                        new ActivationView.BoundWorkspace(WORKSPACE, "Production", "cn2", TemplateLanguage.ZH, at(7)));
    }

    @Test
    void a_failed_payment_makes_confirmation_and_workspace_due_again() {
        stream.deliver(concat(
                completedHistory(),
                new SubscriptionFailed(SUBSCRIPTION, ACTIVATION, at(20)),
                new ActivationCancelled(ACTIVATION, SUBSCRIPTION, at(20)),
                new WorkspaceReleased(WORKSPACE, ACTIVATION, SUBSCRIPTION, at(21))));

        var view = view();
        assertThat(view.status()).isEqualTo(ActivationStatus.CANCELLED);
        assertThat(view.completedAt()).isNull();
        assertThat(view.subscription().status()).isEqualTo(SubscriptionStatus.FAILED);
        assertThat(view.workspaces()).isEmpty();
        assertThat(view.requirements())
                .containsExactly(
                        new RequirementView(CONFIRMED_SUBSCRIPTION, null),
                        new RequirementView(BILLING_ACCOUNT, at(6)),
                        new RequirementView(BOUND_WORKSPACE, null));
    }

    @Test
    void an_expired_activation_keeps_its_confirmation() {
        stream.deliver(concat(confirmedHistory(), new ActivationExpired(ACTIVATION, SUBSCRIPTION, at(30))));

        assertThat(view().status()).isEqualTo(ActivationStatus.EXPIRED);
        assertThat(view().requirements())
                .containsExactly(
                        new RequirementView(CONFIRMED_SUBSCRIPTION, at(3)),
                        new RequirementView(BILLING_ACCOUNT, null),
                        new RequirementView(BOUND_WORKSPACE, null));
    }

    @Test
    void a_reopened_activation_has_a_new_end() {
        stream.deliver(concat(
                confirmedHistory(),
                new ActivationExpired(ACTIVATION, SUBSCRIPTION, at(30)),
                new ActivationReopened(ACTIVATION, at(40), at(50), at(60))));

        assertThat(view().status()).isEqualTo(ActivationStatus.OPEN);
        assertThat(view().expiresAt()).isEqualTo(at(60));
    }

    @Test
    void a_postponed_activation_has_a_new_end() {
        stream.deliver(
                concat(confirmedHistory(), new ActivationPostponed(ACTIVATION, at(90), at(40), at(50), at(100))));

        assertThat(view().status()).isEqualTo(ActivationStatus.OPEN);
        assertThat(view().expiresAt()).isEqualTo(at(100));
    }

    @Test
    void a_resumed_activation_is_what_it_was_before_the_pause() {
        stream.deliver(concat(completedHistory(), new ActivationPaused(ACTIVATION, at(20))));
        assertThat(view().status()).isEqualTo(ActivationStatus.PAUSED);

        stream.deliver(List.of(message("resumed", new ActivationResumed(ACTIVATION, at(21)))));
        assertThat(view().status()).isEqualTo(ActivationStatus.COMPLETED);
    }

    @Test
    void the_newest_episode_is_current_and_knows_the_buyers_account() {
        var second = ActivationId.of(SUBSCRIPTION, 2);
        stream.deliver(concat(
                completedHistory(),
                new SubscriptionEnding(SUBSCRIPTION, ACTIVATION, at(20), at(21)),
                new SubscriptionEnded(SUBSCRIPTION, ACTIVATION, at(22)),
                new ActivationEnded(ACTIVATION, SUBSCRIPTION, at(22)),
                new SubscriptionOpened(SUBSCRIPTION, second, 2, PURCHASE, at(40)),
                started(second)));

        var view = view();
        assertThat(view.activationId()).isEqualTo(second);
        assertThat(view.subscription().episode()).isEqualTo(2);
        assertThat(view.subscription().status()).isEqualTo(SubscriptionStatus.WAITING_FOR_AWS);
        assertThat(view.subscription().awsAccountId()).isEqualTo("111122223333");
        assertThat(view.version()).isEqualTo(2);
    }

    @Test
    void a_forgotten_account_is_shown_as_forgotten() {
        stream.deliver(
                opened(),
                started(),
                new BillingAccountRegistered(
                        PAYER, Personal.FORGOTTEN, Personal.FORGOTTEN, null, company(), "1", at(5)),
                new BillingAccountBound(PAYER, ACTIVATION, at(5)));

        assertThat(view().billingAccount()).isEqualTo(new ActivationView.BillingAccount(PAYER, Personal.FORGOTTEN));
    }

    @Test
    void open_activations_past_their_times_are_overdue() {
        stream.deliver(opened(), started());
        var reminder = T0.plus(Duration.ofDays(1));
        var end = T0.plus(Duration.ofDays(30));

        assertThat(overdue(reminder.minusSeconds(1))).isEmpty();
        assertThat(overdue(reminder)).containsExactly(new OverdueActivationView(ACTIVATION, false));
        assertThat(overdue(end)).containsExactly(new OverdueActivationView(ACTIVATION, true));

        stream.deliver(List.of(message("reminded", new ActivationReminded(ACTIVATION, SUBSCRIPTION, reminder))));
        assertThat(overdue(reminder)).isEmpty();
        assertThat(overdue(end)).containsExactly(new OverdueActivationView(ACTIVATION, true));

        stream.deliver(List.of(message("expired", new ActivationExpired(ACTIVATION, SUBSCRIPTION, end))));
        assertThat(overdue(end)).isEmpty();
    }

    @Test
    void watchers_of_the_subscription_are_told() throws Exception {
        try (var listener = database.dataSource().getConnection();
                var statement = listener.createStatement()) {
            statement.execute("listen activation_view");

            for (var event : Stream.of(opened(), started())) {
                stream.deliver(List.<EventMessage<?>>of(event));
                assertToldOf("s-1", listener);
            }
        }
    }

    private static void assertToldOf(String subscription, Connection listener) throws SQLException {
        assertThat(listener.unwrap(PGConnection.class).getNotifications(5000))
                .isNotEmpty()
                .allSatisfy(notification -> {
                    assertThat(notification.getName()).isEqualTo("activation_view");
                    assertThat(notification.getParameter()).isEqualTo(subscription);
                });
    }

    private List<OverdueActivationView> overdue(Instant before) {
        return queries.handle(new ListOverdueActivations(before, 10));
    }

    private ActivationView view() {
        return queries.handle(new FindCurrentActivation(SUBSCRIPTION)).orElseThrow();
    }

    private static EventMessage<?> message(String id, Object event) {
        return new org.axonframework.eventhandling.GenericEventMessage<>(
                id, event, org.axonframework.messaging.MetaData.emptyInstance(), Instant.EPOCH);
    }
}
