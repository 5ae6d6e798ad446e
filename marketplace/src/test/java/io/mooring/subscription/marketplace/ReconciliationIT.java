package io.mooring.subscription.marketplace;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mooring.agreement.api.AgreementComparison;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.entitlement.api.RecordEntitlements;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.MarketplaceReadings.MarketplaceUnavailable;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import io.mooring.subscription.marketplace.Entitlements.Amount;
import io.mooring.subscription.marketplace.Entitlements.Entitlement;
import io.mooring.subscription.marketplace.Entitlements.EntitlementsUnavailable;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import io.mooring.task.api.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What AWS says of a purchase or an agreement when it is asked, from its answers to the commands. */
class ReconciliationIT extends AskedAws {

    private static final TaskId REQUEST = TaskId.of(TaskKind.CANCELLATION_REQUESTED, "acr-1");

    @Test
    void what_aws_says_of_a_purchase_is_compared_with_what_is_known() {
        entitlements.add(new Entitlement("hosts", new Amount.Whole(25), NOW, null, null, LICENCE));

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent)
                .startsWith(
                        new CompareAgreement(ID, aws(AWS_ID), PURCHASE, null, ReadingCause.MESSAGE, NOW),
                        new RecordEntitlements(
                                SUBSCRIPTION,
                                List.of(new io.mooring.entitlement.api.Entitlement("hosts", Kind.INTEGER, "25", NOW)),
                                ReadingCause.MESSAGE,
                                NOW));
        assertThat(readings.lastAnswer(SUBSCRIPTION)).contains(NOW);
    }

    @Test
    void what_follows_from_the_answer_is_done() {
        fixture.commands.answering(command -> command instanceof CompareAgreement
                ? new AgreementComparison(List.of(AgreementDifference.LICENCE_IN_FORCE), standing(NOW))
                : (Object) false);

        reconciliation.read(SUBSCRIPTION, ReadingCause.UNCONFIRMED);

        assertThat(sent).contains(new ConfirmSubscription(SUBSCRIPTION, PURCHASE, null, false, NOW));
    }

    @Test
    void a_purchase_whose_agreement_is_not_known_is_found_by_its_licence() {
        purchases.known.put(SUBSCRIPTION, view(SubscriptionStatus.WAITING_FOR_AWS, null));

        reconciliation.read(SUBSCRIPTION, ReadingCause.UNCONFIRMED);

        assertThat(sent).first().isInstanceOf(CompareAgreement.class);
    }

    @Test
    void the_agreement_that_goes_on_is_found_in_the_chain_with_its_own_licence() {
        var next = "arn:aws:license-manager::222222222222:license:l-0456";
        agreements.put(AWS_ID, reading(AWS_ID, Status.RENEWED, null, LICENCE));
        agreements.put("agmt-aaa2", reading("agmt-aaa2", Status.ACTIVE, AWS_ID, next));

        reconciliation.readAgreement(AWS_ID, ReadingCause.DUE);

        assertThat(sent.stream().filter(CompareAgreement.class::isInstance))
                .containsExactly(
                        new CompareAgreement(ID, aws(AWS_ID), PURCHASE, null, ReadingCause.DUE, NOW),
                        new CompareAgreement(
                                AgreementId.of("aws", "agmt-aaa2"),
                                aws("agmt-aaa2"),
                                new Purchase("newer", "aws", AgreementEvents.PRODUCT, null, next),
                                AWS_ID,
                                ReadingCause.DUE,
                                NOW));
    }

    /** Between what AWS says and what is recorded of it nobody else names a licence. */
    @Test
    void a_licence_that_is_being_named_is_waited_for() throws Exception {
        var next = "arn:aws:license-manager::222222222222:license:l-0456";
        agreements.put(AWS_ID, reading(AWS_ID, Status.RENEWED, null, LICENCE));
        agreements.put("agmt-aaa2", reading("agmt-aaa2", Status.ACTIVE, AWS_ID, next));
        var named = new Purchase("newer", "aws", AgreementEvents.PRODUCT, "customer-1", next);
        var names = new PurchaseNames(fixture.jdbc);
        try (var other = Executors.newSingleThreadExecutor()) {
            var reading = Objects.requireNonNull(fixture.transactions.execute(transaction -> {
                names.lock(Notifications.listings().byId("newer").orElseThrow());
                names.put(named, "customer-1", NOW);
                var started = other.submit(() -> reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE));
                await().until(this::isSomebodyWaiting);
                return started;
            }));
            reading.get(20, TimeUnit.SECONDS);
        }

        assertThat(compared()).extracting(CompareAgreement::purchase).containsExactly(PURCHASE, named);
    }

    private boolean isSomebodyWaiting() {
        return fixture.jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
                                        WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted)
                        """).query(Boolean.class).single();
    }

    @Test
    void an_agreement_of_no_known_purchase_is_compared_without_one() {
        agreements.put("agmt-zzz", reading("agmt-zzz", Status.ACTIVE, null, null));

        reconciliation.readAgreement("agmt-zzz", ReadingCause.DUE);

        assertThat(sent)
                .filteredOn(CompareAgreement.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        CompareAgreement.class,
                        command -> assertThat(command.purchase()).isNull());
    }

    @Test
    void an_agreement_that_goes_on_and_has_no_licence_yet_is_nobodys() {
        agreements.put(AWS_ID, reading(AWS_ID, Status.RENEWED, null, null));
        agreements.put("agmt-aaa2", reading("agmt-aaa2", Status.ACTIVE, AWS_ID, null));

        reconciliation.readAgreement(AWS_ID, ReadingCause.DUE);

        assertThat(sent)
                .filteredOn(CompareAgreement.class::isInstance)
                .containsExactly(new CompareAgreement(ID, aws(AWS_ID), PURCHASE, null, ReadingCause.DUE, NOW));
    }

    @Test
    void of_a_chain_those_before_are_not_compared_again() {
        agreements.clear();
        agreements.put("agmt-aaa0", reading("agmt-aaa0", Status.RENEWED, null, "arn:l-0000"));
        agreements.put(AWS_ID, reading(AWS_ID, Status.ACTIVE, "agmt-aaa0", LICENCE));

        reconciliation.readAgreement(AWS_ID, ReadingCause.DUE);

        assertThat(sent)
                .filteredOn(CompareAgreement.class::isInstance)
                .containsExactly(new CompareAgreement(ID, aws(AWS_ID), PURCHASE, "agmt-aaa0", ReadingCause.DUE, NOW));
    }

    @Test
    void that_aws_does_not_tell_us_of_an_agreement_is_its_answer() {
        away = new AgreementsUnavailable("AccessDeniedException", Why.REFUSED);

        reconciliation.readAgreement("agmt-zzz", ReadingCause.DUE);

        assertThat(sent).containsExactly(new SettleTask(TaskKind.AWS_SILENT, "agmt-zzz", NOW));
    }

    @Test
    void silence_about_an_agreement_of_no_known_purchase_is_none() {
        away = new AgreementsUnavailable("SdkClientException", Why.SILENT);

        assertThatThrownBy(() -> reconciliation.readAgreement("agmt-zzz", ReadingCause.DUE))
                .isInstanceOf(MarketplaceUnavailable.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void what_is_of_a_listing_that_is_not_configured_is_left_alone() {
        var gone = new Purchase("gone", "aws", "product-9", null, LICENCE);
        purchases.known.put(
                SUBSCRIPTION,
                new PurchaseView(SUBSCRIPTION, gone, AWS_ID, SubscriptionStatus.CONFIRMED, NOW, NOW, true, null));

        reconciliation.read(SUBSCRIPTION, ReadingCause.REGULAR);

        assertThat(sent).isEmpty();
    }

    @Test
    void all_that_aws_said_of_a_purchase_is_recorded_or_nothing() {
        fixture.commands.before(command -> {
            if (command instanceof RecordEntitlements) {
                throw new IllegalStateException("a fault");
            }
        });

        assertThatThrownBy(() -> reconciliation.read(SUBSCRIPTION, ReadingCause.REGULAR))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fixture.commands.names()).isEmpty();
    }

    @Test
    void what_one_service_does_not_answer_does_not_hide_what_the_other_says() {
        away = new AgreementsUnavailable("away", Why.SILENT);
        assertThatThrownBy(() -> reconciliation.read(SUBSCRIPTION, ReadingCause.REGULAR))
                .isInstanceOf(MarketplaceUnavailable.class);
        assertThat(sent).singleElement().isInstanceOf(RecordEntitlements.class);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).contains(NOW);
    }

    @Test
    void while_the_entitlements_are_not_answered_they_are_not_known_to_be_none() {
        away = new EntitlementsUnavailable("away", Why.SILENT);
        assertThatThrownBy(() -> reconciliation.read(SUBSCRIPTION, ReadingCause.REGULAR))
                .isInstanceOf(MarketplaceUnavailable.class);
        assertThat(sent).singleElement().isInstanceOf(CompareAgreement.class);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void a_manufacturer_who_may_not_see_the_agreement_reads_the_entitlements() {
        away = new AgreementsUnavailable("AccessDeniedException", Why.REFUSED);
        entitlements.add(new Entitlement("hosts", new Amount.Whole(25), NOW, null, null, LICENCE));

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent)
                .hasSize(2)
                .contains(new SettleTask(TaskKind.AWS_SILENT, SUBSCRIPTION.value(), NOW))
                .first()
                .isInstanceOf(RecordEntitlements.class);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).contains(NOW);
    }

    @Test
    void an_answer_about_an_agreement_settles_that_aws_was_silent_about_it() {
        reconciliation.readAgreement(AWS_ID, ReadingCause.MESSAGE);

        assertThat(sent).contains(new SettleTask(TaskKind.AWS_SILENT, AWS_ID, NOW));
    }

    @Test
    void a_cancellation_whose_approval_is_lost_is_settled_by_the_end_of_its_agreement() {
        cancellationRequested(NOW.plus(Duration.ofDays(7)));
        reconciliation.readAgreement(AWS_ID, ReadingCause.REGULAR);
        assertThat(sent).doesNotContain(settledRequest());

        agreements.put(AWS_ID, reading(AWS_ID, Status.CANCELLED, null, LICENCE));
        reconciliation.readAgreement(AWS_ID, ReadingCause.REGULAR);
        assertThat(sent).contains(settledRequest());
    }

    @Test
    void a_cancellation_whose_refusal_is_lost_is_settled_once_it_would_have_approved_itself() {
        cancellationRequested(NOW.minus(Duration.ofMinutes(59)));
        reconciliation.readAgreement(AWS_ID, ReadingCause.DUE);
        assertThat(sent).doesNotContain(settledRequest());

        cancellationRequested(NOW.minus(Duration.ofMinutes(60)));
        reconciliation.readAgreement(AWS_ID, ReadingCause.DUE);
        assertThat(sent).contains(settledRequest());
    }

    @Test
    void an_agreement_of_which_aws_does_not_say_where_it_stands_settles_no_request() {
        cancellationRequested(NOW.minus(Duration.ofDays(1)));
        agreements.put(AWS_ID, reading(AWS_ID, Status.UNTOLD, null, LICENCE));

        reconciliation.readAgreement(AWS_ID, ReadingCause.DUE);

        assertThat(sent).doesNotContain(settledRequest());
    }

    private void cancellationRequested(Instant dueAt) {
        tasks.clear();
        tasks.add(new TaskView(
                REQUEST,
                TaskKind.CANCELLATION_REQUESTED,
                new TaskSubject("acr-1", AWS_ID, null, null),
                dueAt.minus(Duration.ofDays(7)),
                dueAt,
                TaskKind.CANCELLATION_REQUESTED.advice()));
    }

    private static SettleTask settledRequest() {
        return new SettleTask(REQUEST, NOW, false);
    }

    @Test
    void the_end_of_a_free_trial_is_asked_for_where_there_is_one_and_it_goes_on() {
        trialEnd = NOW.plus(Duration.ofDays(30));
        reconciliation.readAgreement(AWS_ID, ReadingCause.MESSAGE);
        agreements.put(AWS_ID, onTrial(Status.CANCELLED));
        reconciliation.readAgreement(AWS_ID, ReadingCause.MESSAGE);
        assertThat(compared()).extracting(CompareAgreement::freeTrialEndsAt).containsOnlyNulls();

        agreements.put(AWS_ID, onTrial(Status.ACTIVE));
        reconciliation.readAgreement(AWS_ID, ReadingCause.MESSAGE);

        assertThat(compared().getLast().freeTrialEndsAt()).isEqualTo(trialEnd);
    }

    @Test
    void who_meets_somebody_else_on_an_aggregate_begins_again() {
        var collisions = new AtomicInteger(2);
        fixture.commands.before(command -> {
            if (command instanceof RecordEntitlements && collisions.getAndDecrement() > 0) {
                throw new IllegalStateException("met the intake on one aggregate");
            }
        });

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(collisions).hasNegativeValue();
        assertThat(readings.lastAnswer(SUBSCRIPTION)).contains(NOW);
    }

    private static AgreementReading onTrial(Status status) {
        return new AgreementReading(
                AWS_ID, status, null, "222222222222", null, LICENCE, Provision.PROVISIONED, null, true, NOW, null);
    }
}
