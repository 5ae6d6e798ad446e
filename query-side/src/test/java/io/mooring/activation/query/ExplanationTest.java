package io.mooring.activation.query;

import static io.mooring.activation.query.ActivationHistory.ACTIVATION;
import static io.mooring.activation.query.ActivationHistory.SUBSCRIPTION;
import static io.mooring.activation.query.ActivationHistory.T0;
import static io.mooring.activation.query.ActivationHistory.at;
import static io.mooring.activation.query.ActivationHistory.completedHistory;
import static io.mooring.activation.query.ActivationHistory.concat;
import static io.mooring.activation.query.ActivationHistory.confirmedHistory;
import static io.mooring.activation.query.ActivationHistory.opened;
import static io.mooring.activation.query.ActivationHistory.started;
import static io.mooring.activation.query.ActivationHistory.wholeLife;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationCancelled;
import io.mooring.activation.api.ActivationEnded;
import io.mooring.activation.api.ActivationExpired;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationPaused;
import io.mooring.activation.api.ActivationStarted;
import io.mooring.activation.api.ActivationSuperseded;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.Explanation;
import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.activation.api.Explanation.Reason;
import io.mooring.activation.api.Explanation.WaitsFor;
import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.activation.api.FindExplanation;
import io.mooring.activation.api.FindStuckActivations;
import io.mooring.activation.api.Requirement;
import io.mooring.activation.api.StuckActivations;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionScheduled;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskOpened;
import io.mooring.task.api.TaskResolved;
import io.mooring.task.api.TaskSettled;
import io.mooring.task.api.TaskSubject;
import io.mooring.testsupport.agreement.Agreements;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever runs Mooring is told why an activation is not complete. */
class ExplanationTest {

    static final ActivationId LICENSED = ActivationId.of(Agreements.PURCHASE.subscriptionId(), 1);

    final ViewDatabase database = new ViewDatabase();
    final Stream stream = new Stream(new ActivationProjection(new ActivationRows(database.jdbc())));
    final ExplanationQueries queries = new ExplanationQueries(database.jdbc());

    @Test
    void what_is_paid_for_waits_for_its_buyer() {
        stream.deliver(confirmedHistory());

        assertThat(explanation().hindrances())
                .containsExactly(
                        Hindrance.of(Reason.NOT_LANDED, T0),
                        Hindrance.of(
                                Reason.NO_BILLING_ACCOUNT,
                                explanation().hindrances().get(1).since()),
                        Hindrance.of(
                                Reason.NO_WORKSPACE,
                                explanation().hindrances().get(2).since()));
        assertThat(stuckSince(at(2))).isEqualTo(new StuckActivations(1, 0));
        assertThat(stuckSince(at(1))).isEqualTo(new StuckActivations(0, 0));
    }

    @Test
    void a_buyer_whose_account_aws_did_not_name_has_come_too() {
        stream.deliver(concat(confirmedHistory(), new BuyerLanded(SUBSCRIPTION, ACTIVATION, null, at(3))));
        assertThat(explanation().hindrances()).extracting(Hindrance::reason).contains(Reason.NOT_LANDED);
        landed(SubscriptionStatus.CONFIRMED, at(3));

        assertThat(explanation().hindrances()).extracting(Hindrance::reason).doesNotContain(Reason.NOT_LANDED);
        assertThat(stuckSince(at(100))).isEqualTo(new StuckActivations(0, 0));
    }

    @Test
    void a_buyer_who_has_come_waits_for_aws() {
        stream.deliver(opened(), started(), new BuyerLanded(SUBSCRIPTION, ACTIVATION, "111122223333", at(1)));

        assertThat(explanation().hindrances()).first().satisfies(first -> {
            assertThat(first.reason()).isEqualTo(Reason.NOT_CONFIRMED);
            assertThat(first.waitsFor()).isEqualTo(WaitsFor.AWS);
            assertThat(first.since()).isEqualTo(T0);
            assertThat(first.remedy()).contains("inbox");
        });
        awaitsConfirmationSince(at(1));
        assertThat(stuckSince(T0)).isEqualTo(new StuckActivations(0, 0));
        assertThat(stuckSince(at(1))).isEqualTo(new StuckActivations(0, 1));
    }

    @Test
    void what_was_signed_ahead_waits_for_its_beginning() {
        stream.deliver(concat(landedWithALicence(), read(Provision.SCHEDULED)));

        assertThat(explanation(LICENSED).hindrances()).first().isEqualTo(Hindrance.of(Reason.NOT_BEGUN, T0, at(600)));
    }

    @Test
    void so_does_what_only_messages_tell_of_even_where_aws_does_not_say_how_the_licence_stands() {
        var bought = Agreements.PURCHASE.subscriptionId();
        var scheduled = concat(landedWithALicence(), new SubscriptionScheduled(bought, LICENSED, at(600), at(2)));
        stream.deliver(scheduled);
        assertThat(explanation(LICENSED).hindrances()).first().isEqualTo(Hindrance.of(Reason.NOT_BEGUN, T0, at(600)));

        stream.deliver(concat(scheduled, readAt(Provision.UNTOLD, at(599))));
        assertThat(explanation(LICENSED).hindrances()).first().isEqualTo(Hindrance.of(Reason.NOT_BEGUN, T0, at(600)));

        stream.deliver(concat(scheduled, readAt(Provision.UNTOLD, at(599)), readAt(Provision.UNTOLD, at(600))));
        assertThat(explanation(LICENSED).hindrances()).first().isEqualTo(Hindrance.of(Reason.NOT_CONFIRMED, T0));
    }

    @Test
    void what_has_begun_waits_for_aws() {
        stream.deliver(concat(landedWithALicence(), read(Provision.SCHEDULED), read(Provision.PENDING)));

        assertThat(explanation(LICENSED).hindrances()).first().isEqualTo(Hindrance.of(Reason.NOT_CONFIRMED, T0));
    }

    @Test
    void the_buyer_is_shown_the_same_and_each_change_of_it_is_a_new_version() {
        stream.deliver(landedWithALicence());
        var before = view();

        stream.deliver(concat(landedWithALicence(), read(Provision.SCHEDULED)));

        assertThat(view().hindrances())
                .isEqualTo(explanation(LICENSED).hindrances())
                .isNotEqualTo(before.hindrances());
        assertThat(view().version()).isGreaterThan(before.version());
    }

    @Test
    void what_was_signed_ahead_is_late_only_when_it_has_begun() {
        awaitsConfirmationSince(at(1));
        database.jdbc()
                .sql(
                        "insert into purchase_view_agreement (subscription_id, aws_agreement_id, starts_at) values (:id, 'agmt-1', :begins)")
                .param("id", SUBSCRIPTION.value())
                .param("begins", at(10).atOffset(ZoneOffset.UTC))
                .update();

        assertThat(stuckSince(at(9))).isEqualTo(new StuckActivations(0, 0));
        assertThat(stuckSince(at(10))).isEqualTo(new StuckActivations(0, 1));
    }

    @Test
    void what_mooring_has_not_acted_on_yet_waits_for_whoever_runs_it() {
        stream.deliver(opened());
        assertThat(explanation().hindrances()).containsExactly(Hindrance.of(Reason.NOT_PROCESSED, T0));

        stream.deliver(opened(), started(), new SubscriptionConfirmed(SUBSCRIPTION, ACTIVATION, null, false, at(2)));
        assertThat(explanation().hindrances()).contains(Hindrance.of(Reason.NOT_PROCESSED, at(2)));
    }

    @Test
    void nothing_hinders_a_completed_one() {
        stream.deliver(completedHistory());

        assertThat(explanation().hindrances()).isEmpty();
        assertThat(stuckSince(at(100))).isEqualTo(new StuckActivations(0, 0));
    }

    @Test
    void each_way_of_being_closed_has_its_reason_and_since_when() {
        var paused = concat(confirmedHistory(), new ActivationPaused(ACTIVATION, at(20)));
        stream.deliver(paused);
        assertThat(explanation().hindrances()).containsExactly(Hindrance.of(Reason.ENDING, at(20)));

        var cancelled = concat(paused, new ActivationCancelled(ACTIVATION, SUBSCRIPTION, at(21)));
        stream.deliver(cancelled);
        assertThat(explanation().hindrances()).containsExactly(Hindrance.of(Reason.PAYMENT_FAILED, at(21)));

        var expired = concat(cancelled, new ActivationExpired(ACTIVATION, SUBSCRIPTION, at(22)));
        stream.deliver(expired);
        assertThat(explanation().hindrances()).containsExactly(Hindrance.of(Reason.EXPIRED, at(22)));

        stream.deliver(concat(expired, new ActivationEnded(ACTIVATION, SUBSCRIPTION, at(23))));
        assertThat(explanation().hindrances()).containsExactly(Hindrance.of(Reason.ENDED, at(23)));

        stream.reset().deliver(concat(expired, new ActivationSuperseded(ACTIVATION, SUBSCRIPTION, LICENSED, at(24))));
        assertThat(explanation().hindrances()).containsExactly(Hindrance.of(Reason.SUPERSEDED, at(24)));
    }

    @Test
    void a_subscription_is_explained_by_its_newest_episode() {
        stream.deliver(wholeLife());

        assertThat(queries.handle(new FindExplanation(SUBSCRIPTION.value())))
                .get()
                .extracting(Explanation::activationId)
                .isEqualTo(ActivationId.of(SUBSCRIPTION, 2));
        assertThat(queries.handle(new FindExplanation(ACTIVATION.value())))
                .get()
                .extracting(Explanation::activationId)
                .isEqualTo(ACTIVATION);
    }

    @Test
    void a_buyer_whose_access_is_overdue_and_whoever_runs_mooring_are_told_that_a_person_looks_into_it() {
        var task = TaskId.of(TaskKind.ACCESS_OVERDUE, LICENSED.value());
        var opened = new TaskOpened(
                task, TaskKind.ACCESS_OVERDUE, new TaskSubject(LICENSED.value(), null, null, null), at(600), null);
        stream.deliver(landedWithALicence());
        var before = view().version();
        stream.deliver(concat(landedWithALicence(), opened));

        assertThat(explanation(LICENSED).hindrances().getLast())
                .isEqualTo(Hindrance.of(Reason.ACCESS_OVERDUE, at(600)));
        assertThat(explanation(LICENSED).hindrances().getLast().waitsFor()).isEqualTo(WaitsFor.OPERATOR);
        assertThat(view().hindrances()).isEqualTo(explanation(LICENSED).hindrances());
        assertThat(view().version()).isGreaterThan(before);

        var another = new TaskSettled(TaskId.of(TaskKind.ACCESS_OVERDUE, "another"), at(700));
        stream.deliver(concat(landedWithALicence(), opened, another));
        assertThat(explanation(LICENSED).hindrances())
                .extracting(Hindrance::reason)
                .contains(Reason.ACCESS_OVERDUE);
        stream.deliver(concat(landedWithALicence(), opened, another, new TaskResolved(task, "done", at(700))));
        assertThat(explanation(LICENSED).hindrances())
                .extracting(Hindrance::reason)
                .doesNotContain(Reason.ACCESS_OVERDUE);
    }

    @Test
    void what_nobody_knows_is_not_explained() {
        assertThat(queries.handle(new FindExplanation("nobody"))).isEmpty();
    }

    private Explanation explanation() {
        return explanation(ACTIVATION);
    }

    private Explanation explanation(ActivationId id) {
        return queries.handle(new FindExplanation(id.value())).orElseThrow();
    }

    private ActivationView view() {
        return new ActivationQueries(database.jdbc())
                .handle(new FindCurrentActivation(Agreements.PURCHASE.subscriptionId()))
                .orElseThrow();
    }

    private static Object[] landedWithALicence() {
        var bought = Agreements.PURCHASE.subscriptionId();
        return new Object[] {
            new SubscriptionOpened(bought, LICENSED, 1, Agreements.PURCHASE, T0),
            new ActivationStarted(LICENSED, bought, List.of(Requirement.values()), T0, at(1_000), at(2_000)),
            new BuyerLanded(bought, LICENSED, "222222222222", at(1))
        };
    }

    private static AgreementRead read(Provision provision) {
        return readAt(provision, at(2));
    }

    private static AgreementRead readAt(Provision provision, Instant readAt) {
        var reading = new AgreementReading(
                Agreements.AWS_ID, Status.ACTIVE, null, null, null, null, provision, null, false, at(600), null);
        return new AgreementRead(
                Agreements.ID,
                Agreements.AWS_ID,
                reading,
                Agreements.PURCHASE,
                null,
                List.of(AgreementDifference.SCHEDULED),
                ReadingCause.REGULAR,
                readAt);
    }

    private void awaitsConfirmationSince(Instant landedAt) {
        landed(SubscriptionStatus.WAITING_FOR_AWS, landedAt);
    }

    private void landed(SubscriptionStatus status, Instant landedAt) {
        database.jdbc()
                .sql("""
                        insert into purchase_view (subscription_id, listing, partition, product_code, status, status_since, landed_at)
                        values (:id, 'observability', 'aws', 'product', :status, :landedAt, :landedAt)
                        """)
                .param("id", SUBSCRIPTION.value())
                .param("status", status.name())
                .param("landedAt", landedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    private StuckActivations stuckSince(Instant since) {
        return queries.handle(new FindStuckActivations(since)).orElseThrow();
    }
}
