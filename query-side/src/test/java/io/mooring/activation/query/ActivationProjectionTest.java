package io.mooring.activation.query;

import static io.mooring.activation.api.Requirement.BILLING_ACCOUNT;
import static io.mooring.activation.api.Requirement.BOUND_WORKSPACE;
import static io.mooring.activation.api.Requirement.CONFIRMED_SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationPaused;
import io.mooring.activation.api.ActivationReminded;
import io.mooring.activation.api.ActivationReopened;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.ActivationStarted;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.ActivationView.RequirementView;
import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.activation.api.ListOverdueActivations;
import io.mooring.activation.api.OverdueActivationView;
import io.mooring.activation.api.RequirementSatisfied;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.billing.api.CompanyInformation;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.privacy.api.Personal;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceBound;
import io.mooring.workspace.api.WorkspaceCreated;
import io.mooring.workspace.api.WorkspaceId;
import io.mooring.workspace.api.WorkspaceReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class ActivationProjectionTest {

    final ViewDatabase database = new ViewDatabase();
    final Stream stream = new Stream(new ActivationProjection(new ActivationRows(database.jdbc())));
    final ActivationQueries queries = new ActivationQueries(database.jdbc());

    final SubscriptionId subscription = new SubscriptionId("s-1");
    final ActivationId activation = ActivationId.of(subscription, 1);
    final BillingAccountId billingAccount = new BillingAccountId("b-1");
    final WorkspaceId workspace = new WorkspaceId("w-1");
    final Purchase purchase = new Purchase("listing-1", "aws", "product-1", "customer-1", null);
    final Instant t0 = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void there_is_no_view_before_the_process_has_started() {
        stream.deliver(opened());

        assertThat(queries.handle(new FindCurrentActivation(subscription))).isEmpty();
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
        assertThat(view.expiresAt()).isEqualTo(t0.plus(Duration.ofDays(30)));
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
        assertThat(view.billingAccount()).isEqualTo(new ActivationView.BillingAccount(billingAccount, "acme"));
        assertThat(view.workspaces())
                .containsExactly(
                        new ActivationView.BoundWorkspace(workspace, "Production", "cn2", TemplateLanguage.ZH, at(7)));
    }

    @Test
    void the_version_grows_by_one_with_each_change() {
        var versions = new ArrayList<Long>();
        for (var event : Stream.of(completedHistory())) {
            stream.deliver(List.of(event));
            queries.handle(new FindCurrentActivation(subscription)).ifPresent(view -> versions.add(view.version()));
        }

        assertThat(versions).containsExactly(2L, 3L, 4L, 5L, 5L, 6L, 7L, 7L, 8L, 9L, 10L);
    }

    @Test
    void an_event_that_comes_again_changes_nothing() {
        var history = Stream.of(completedHistory());
        stream.deliver(history);
        var once = database.rows();

        stream.deliver(history);

        assertThat(database.rows()).isEqualTo(once);
    }

    @Test
    void a_replay_gives_the_same_rows_twice() {
        var history = Stream.of(wholeLife());
        stream.deliver(history);
        var first = database.rows();
        assertThat(first.get("activation_view")).isNotEmpty();

        assertThat(rowsAfterReplay(history)).isEqualTo(first);
        assertThat(rowsAfterReplay(history)).isEqualTo(first);
    }

    @Test
    void aggregates_may_be_read_in_any_order_between_each_other() {
        var history = Stream.of(wholeLife());
        stream.deliver(history);
        var expected = database.rows();

        for (var seed = 0; seed < 20; seed++) {
            assertThat(rowsAfterReplay(interleaved(history, new Random(seed))))
                    .as("seed %s", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void a_failed_payment_makes_confirmation_and_workspace_due_again() {
        stream.deliver(concat(
                completedHistory(),
                new SubscriptionFailed(subscription, activation, at(20)),
                new ActivationCancelled(activation, subscription, at(20)),
                new WorkspaceReleased(workspace, activation, subscription, at(21))));

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
        stream.deliver(concat(confirmedHistory(), new ActivationExpired(activation, subscription, at(30))));

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
                new ActivationExpired(activation, subscription, at(30)),
                new ActivationReopened(activation, at(40), at(50), at(60))));

        assertThat(view().status()).isEqualTo(ActivationStatus.OPEN);
        assertThat(view().expiresAt()).isEqualTo(at(60));
    }

    @Test
    void a_resumed_activation_is_what_it_was_before_the_pause() {
        stream.deliver(concat(completedHistory(), new ActivationPaused(activation, at(20))));
        assertThat(view().status()).isEqualTo(ActivationStatus.PAUSED);

        stream.deliver(List.of(message("resumed", new ActivationResumed(activation, at(21)))));
        assertThat(view().status()).isEqualTo(ActivationStatus.COMPLETED);
    }

    @Test
    void the_newest_episode_is_current_and_knows_the_buyers_account() {
        var second = ActivationId.of(subscription, 2);
        stream.deliver(concat(
                completedHistory(),
                new SubscriptionEnding(subscription, activation, at(20), at(21)),
                new SubscriptionEnded(subscription, activation, at(22)),
                new ActivationEnded(activation, subscription, at(22)),
                new SubscriptionOpened(subscription, second, 2, purchase, at(40)),
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
                        billingAccount, Personal.FORGOTTEN, Personal.FORGOTTEN, null, company(), "1", at(5)),
                new BillingAccountBound(billingAccount, activation, at(5)));

        assertThat(view().billingAccount())
                .isEqualTo(new ActivationView.BillingAccount(billingAccount, Personal.FORGOTTEN));
    }

    @Test
    void open_activations_past_their_times_are_overdue() {
        stream.deliver(opened(), started());
        var reminder = t0.plus(Duration.ofDays(1));
        var end = t0.plus(Duration.ofDays(30));

        assertThat(overdue(reminder.minusSeconds(1))).isEmpty();
        assertThat(overdue(reminder)).containsExactly(new OverdueActivationView(activation, false));
        assertThat(overdue(end)).containsExactly(new OverdueActivationView(activation, true));

        stream.deliver(List.of(message("reminded", new ActivationReminded(activation, subscription, reminder))));
        assertThat(overdue(reminder)).isEmpty();
        assertThat(overdue(end)).containsExactly(new OverdueActivationView(activation, true));

        stream.deliver(List.of(message("expired", new ActivationExpired(activation, subscription, end))));
        assertThat(overdue(end)).isEmpty();
    }

    @Test
    void watchers_of_the_subscription_are_told() throws Exception {
        try (var listener = database.dataSource().getConnection();
                var statement = listener.createStatement()) {
            statement.execute("listen activation_view");

            stream.deliver(opened(), started());

            assertThat(listener.unwrap(PGConnection.class).getNotifications(5000))
                    .isNotEmpty()
                    .allSatisfy(notification -> {
                        assertThat(notification.getName()).isEqualTo("activation_view");
                        assertThat(notification.getParameter()).isEqualTo("s-1");
                    });
        }
    }

    private List<OverdueActivationView> overdue(Instant before) {
        return queries.handle(new ListOverdueActivations(before, 10));
    }

    private java.util.Map<String, String> rowsAfterReplay(List<EventMessage<?>> history) {
        stream.reset();
        assertThat(database.rows().values()).allMatch(String::isEmpty);
        stream.deliver(history);
        return database.rows();
    }

    /** Keeps the order within each capability, as the event store keeps it within each aggregate. */
    private static List<EventMessage<?>> interleaved(List<EventMessage<?>> history, Random random) {
        var slots = new ArrayList<String>();
        history.forEach(event -> slots.add(event.getPayloadType().getPackageName()));
        Collections.shuffle(slots, random);
        var left = new ArrayList<>(history);
        return slots.stream()
                .<EventMessage<?>>map(slot -> {
                    var next = left.stream()
                            .filter(event ->
                                    event.getPayloadType().getPackageName().equals(slot))
                            .findFirst()
                            .orElseThrow();
                    left.remove(next);
                    return next;
                })
                .toList();
    }

    private ActivationView view() {
        return queries.handle(new FindCurrentActivation(subscription)).orElseThrow();
    }

    private Object[] confirmedHistory() {
        return new Object[] {
            opened(),
            started(),
            new SubscriptionConfirmed(subscription, activation, null, false, at(2)),
            new RequirementSatisfied(activation, CONFIRMED_SUBSCRIPTION, at(3))
        };
    }

    private Object[] completedHistory() {
        return new Object[] {
            opened(),
            started(),
            new BuyerLanded(subscription, activation, "111122223333", at(1)),
            new SubscriptionConfirmed(subscription, activation, null, false, at(2)),
            new RequirementSatisfied(activation, CONFIRMED_SUBSCRIPTION, at(3)),
            new BillingAccountRegistered(billingAccount, "acme", "it@acme.example", null, company(), "1", at(5)),
            new BillingAccountBound(billingAccount, activation, at(5)),
            new RequirementSatisfied(activation, BILLING_ACCOUNT, at(6)),
            new WorkspaceCreated(
                    workspace,
                    billingAccount,
                    new ConsoleAccountId("c-1"),
                    "Production",
                    "cn2",
                    TemplateLanguage.ZH,
                    "1",
                    at(7)),
            new WorkspaceBound(workspace, activation, subscription, at(7)),
            new RequirementSatisfied(activation, BOUND_WORKSPACE, at(8)),
            new ActivationCompleted(activation, subscription, at(9))
        };
    }

    private Object[] wholeLife() {
        var second = ActivationId.of(subscription, 2);
        return concat(
                completedHistory(),
                new ActivationPaused(activation, at(20)),
                new SubscriptionEnding(subscription, activation, at(20), at(21)),
                new SubscriptionEnded(subscription, activation, at(22)),
                new ActivationEnded(activation, subscription, at(22)),
                new WorkspaceReleased(workspace, activation, subscription, at(23)),
                new SubscriptionOpened(subscription, second, 2, purchase, at(40)),
                started(second),
                new ActivationReminded(second, subscription, at(60)),
                new SubscriptionFailed(subscription, second, at(61)),
                new ActivationCancelled(second, subscription, at(61)),
                new ActivationReopened(second, at(62), at(63), at(64)),
                new WorkspaceBound(workspace, second, subscription, at(65)),
                new RequirementSatisfied(second, BOUND_WORKSPACE, at(66)));
    }

    private SubscriptionOpened opened() {
        return new SubscriptionOpened(subscription, activation, 1, purchase, t0);
    }

    private ActivationStarted started() {
        return started(activation);
    }

    private ActivationStarted started(ActivationId id) {
        return new ActivationStarted(
                id,
                subscription,
                List.of(CONFIRMED_SUBSCRIPTION, BILLING_ACCOUNT, BOUND_WORKSPACE),
                t0,
                t0.plus(Duration.ofDays(1)),
                t0.plus(Duration.ofDays(30)));
    }

    private static CompanyInformation company() {
        return new CompanyInformation("Acme", "CN", null, null, "A. Person");
    }

    private static EventMessage<?> message(String id, Object event) {
        return new org.axonframework.eventhandling.GenericEventMessage<>(
                id, event, org.axonframework.messaging.MetaData.emptyInstance(), Instant.EPOCH);
    }

    private static Object[] concat(Object[] history, Object... more) {
        var all = new ArrayList<>(List.of(history));
        all.addAll(List.of(more));
        return all.toArray();
    }

    private Instant at(int minutes) {
        return t0.plus(Duration.ofMinutes(minutes));
    }
}
