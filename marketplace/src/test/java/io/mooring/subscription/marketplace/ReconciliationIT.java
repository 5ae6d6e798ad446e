package io.mooring.subscription.marketplace;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.agreement.api.AgreementComparison;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.entitlement.api.RecordEntitlements;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.MarketplaceReadings.MarketplaceUnavailable;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import io.mooring.subscription.marketplace.Entitlements.Amount;
import io.mooring.subscription.marketplace.Entitlements.Entitlement;
import io.mooring.subscription.marketplace.Entitlements.EntitlementsUnavailable;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import io.mooring.task.api.TaskView;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What AWS says when it is asked, from its answers to the commands, on a real PostgreSQL. */
class ReconciliationIT {

    private static final Instant NOW = IntakeFixture.NOW;
    private static final String LICENCE = "arn:aws:license-manager::222222222222:license:l-0123";
    private static final Purchase PURCHASE = new Purchase("newer", "aws", AgreementEvents.PRODUCT, null, LICENCE);
    private static final SubscriptionId SUBSCRIPTION = PURCHASE.subscriptionId();

    private static final Purchase BY_CUSTOMER =
            new Purchase("demo", "aws-cn", Notifications.PRODUCT, "customer-1", null);
    private static final TaskId REQUEST = TaskId.of(TaskKind.CANCELLATION_REQUESTED, "acr-1");

    private final IntakeFixture fixture = new IntakeFixture();
    private final Readings readings = new Readings(fixture.jdbc);
    private final SettableClock time = new SettableClock();
    private final List<Object> sent = new ArrayList<>();
    private final Map<String, AgreementReading> agreements = new LinkedHashMap<>();
    private final List<Entitlement> entitlements = new ArrayList<>();
    private final PurchasesInMemory purchases = new PurchasesInMemory();
    private final List<TaskView> tasks = new ArrayList<>();
    private final Set<String> followed = new HashSet<>();
    private @Nullable RuntimeException away;
    private @Nullable Instant trialEnd;
    private final List<Duration> rested = new ArrayList<>();
    private final Set<SubscriptionId> refused = new HashSet<>();
    private int pausedFor;
    private final List<io.mooring.entitlement.api.Entitlement> lastKnown = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> looks = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();

    private final Reconciliation reconciliation = new Reconciliation(
            new Truth(new AskedAgreements(), this::entitlementsOf),
            new Discovery(new AskedAgreements(), Notifications.listings(), purchases, readings, meters),
            Notifications.listings(),
            fixture.names,
            fixture.identities(
                    new NameTruth(new AskedAgreements(), this::entitlementsOf, purchases, Notifications.listings())),
            purchases,
            id -> lastKnown,
            followed::contains,
            (kind, awsAgreementId) -> tasks.stream()
                    .filter(task -> task.kind() == kind
                            && awsAgreementId.equals(task.subject().awsAgreementId()))
                    .toList(),
            readings,
            fixture.commands,
            fixture.transactions,
            time,
            duration -> rested.add(duration));

    @BeforeEach
    void aws_knows_one_agreement_in_force() {
        time.set(NOW);
        agreements.put(AWS_ID, reading(AWS_ID, Status.ACTIVE, null, LICENCE));
        purchases.known.put(SUBSCRIPTION, view(SubscriptionStatus.CONFIRMED, AWS_ID));
        fixture.commands.before(sent::add);
        fixture.commands.answering(command -> command instanceof CompareAgreement
                ? new AgreementComparison(List.of(), standing(null))
                : (Object) false);
    }

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

    private List<CompareAgreement> compared() {
        return sent.stream()
                .filter(CompareAgreement.class::isInstance)
                .map(CompareAgreement.class::cast)
                .toList();
    }

    private static AgreementReading onTrial(Status status) {
        return new AgreementReading(
                AWS_ID, status, null, "222222222222", null, LICENCE, Provision.PROVISIONED, null, true, NOW, null);
    }

    /** Edge case 1, when every message about a purchase is lost. */
    @Test
    void a_purchase_that_no_message_told_of_is_found_with_its_cause_and_counted() {
        var lost = "arn:aws:license-manager::222222222222:license:l-9999";
        var purchase = new Purchase("newer", "aws", AgreementEvents.PRODUCT, null, lost);
        agreements.put("agmt-lost", reading("agmt-lost", Status.ACTIVE, null, lost));
        agreements.put("agmt-unlicensed", reading("agmt-unlicensed", Status.ACTIVE, null, null));
        changed.addAll(List.of(AWS_ID, "agmt-lost", "agmt-unlicensed", "agmt-of-nobody"));
        fixture.commands.answering(command -> command instanceof CompareAgreement compare
                ? new AgreementComparison(
                        compare.cause() == ReadingCause.FOUND
                                ? List.of(AgreementDifference.LICENCE_IN_FORCE)
                                : List.of(),
                        standing(null))
                : (Object) false);

        reconciliation.readAll();

        assertThat(compared())
                .filteredOn(it -> it.cause() == ReadingCause.FOUND)
                .containsExactly(new CompareAgreement(
                        AgreementId.of("aws", "agmt-lost"), aws("agmt-lost"), purchase, null, ReadingCause.FOUND, NOW));
        assertThat(meters.counter("mooring.reconciliation.found", "listing", "newer")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void an_agreement_that_cannot_be_recorded_hides_no_other_one_and_is_looked_for_again() {
        var lost = "arn:aws:license-manager::222222222222:license:l-9999";
        agreements.put("agmt-bad", reading("agmt-bad", Status.ACTIVE, null, lost + "8"));
        agreements.put("agmt-lost", reading("agmt-lost", Status.ACTIVE, null, lost));
        changed.addAll(List.of("agmt-bad", "agmt-lost"));
        fixture.commands.answering(command -> {
            if (command instanceof CompareAgreement compare) {
                if (compare.reading().awsAgreementId().equals("agmt-bad")) {
                    throw new IllegalStateException("a mistake");
                }
                return new AgreementComparison(List.of(AgreementDifference.LICENCE_IN_FORCE), standing(null));
            }
            return false;
        });

        reconciliation.readAll();
        reconciliation.readAll();

        assertThat(meters.counter("mooring.reconciliation.found", "listing", "newer")
                        .count())
                .isPositive();
        assertThat(looks).hasSize(2).allSatisfy(look -> assertThat(look).contains(" null "));
    }

    @Test
    void a_look_goes_on_where_the_last_complete_one_ended_and_looks_at_a_day_once_more() {
        var until = NOW.minus(Discovery.GRACE);
        reconciliation.readAll();
        away = new AgreementsUnavailable("away", Why.SILENT);
        time.advance(Duration.ofHours(1));
        reconciliation.readAll();
        away = null;
        reconciliation.readAll();

        assertThat(looks)
                .containsExactly(
                        AgreementEvents.PRODUCT_ID + " null " + until,
                        AgreementEvents.PRODUCT_ID + " " + until.minus(Discovery.OVERLAP) + " "
                                + until.plus(Duration.ofHours(1)),
                        AgreementEvents.PRODUCT_ID + " " + until.minus(Discovery.OVERLAP) + " "
                                + until.plus(Duration.ofHours(1)));
        assertThat(readings.lastLook("newer")).contains(until.plus(Duration.ofHours(1)));
    }

    @Test
    void all_that_is_not_over_is_asked_about_and_the_round_is_remembered() {
        purchases.add(449);

        var pass = reconciliation.readAll();

        assertThat(pass.asked()).isEqualTo(450);
        assertThat(pass.failed()).isZero();
        assertThat(reconciliation.lastPass()).contains(pass);
    }

    @Test
    void ten_refused_neighbours_keep_nobody_else_from_being_asked() {
        purchases.add(50);
        var ids = List.copyOf(purchases.known.keySet());
        refused.addAll(ids.subList(0, 10));

        var pass = reconciliation.readAll();

        assertThat(pass.failed()).isEqualTo(10);
        assertThat(pass.asked()).isEqualTo(41);
        assertThat(ids.subList(10, 51))
                .allSatisfy(id -> assertThat(readings.lastAnswer(id)).isPresent());
    }

    @Test
    void who_was_heard_of_longest_ago_is_asked_about_first() {
        purchases.add(3);
        var ids = List.copyOf(purchases.known.keySet());
        readings.answered(ids.get(0), NOW.minusSeconds(10));
        readings.answered(ids.get(1), NOW.minusSeconds(30));
        readings.answered(ids.get(3), NOW.minusSeconds(20));

        reconciliation.readAll();

        assertThat(sent.stream()
                        .filter(RecordEntitlements.class::isInstance)
                        .map(it -> ((RecordEntitlements) it).subscriptionId()))
                .containsExactly(ids.get(2), ids.get(1), ids.get(3), ids.get(0));
    }

    @Test
    void a_service_that_is_not_asked_at_present_is_waited_for() {
        purchases.add(50);
        away = new EntitlementsUnavailable("paused", Why.PAUSED);
        pausedFor = 3;

        var pass = reconciliation.readAll();

        assertThat(pass.failed()).isZero();
        assertThat(pass.asked()).isEqualTo(51);
        assertThat(rested).filteredOn(AwsBreaker.PAUSE::equals).hasSize(3);
        assertThat(rested).filteredOn(Round.PACE::equals).hasSize(51);
    }

    @Test
    void a_service_that_stays_away_is_not_waited_for_without_end() {
        purchases.add(50);
        away = new EntitlementsUnavailable("paused", Why.PAUSED);
        pausedFor = Integer.MAX_VALUE;

        var pass = reconciliation.readAll();

        assertThat(pass.failed()).isEqualTo(51);
        assertThat(rested).filteredOn(AwsBreaker.PAUSE::equals).hasSize(Round.WAITS);
    }

    @Test
    void a_service_that_does_not_answer_is_not_waited_for() {
        away = new EntitlementsUnavailable("SdkClientException", Why.SILENT);

        var pass = reconciliation.readAll();

        assertThat(pass.failed()).isEqualTo(1);
        assertThat(rested).containsExactly(Round.PACE);
    }

    @Test
    void what_is_over_by_the_time_of_its_turn_is_not_asked_about() {
        purchases.known.put(SUBSCRIPTION, view(SubscriptionStatus.SUPERSEDED, AWS_ID));

        var pass = reconciliation.readAll();

        assertThat(sent).isEmpty();
        assertThat(pass.asked() + pass.failed()).isZero();
    }

    @Test
    void what_breaks_for_one_purchase_is_its_own_failure_only() {
        purchases.add(50);
        var first = purchases.known.keySet().iterator().next();
        fixture.commands.before(command -> {
            if (command instanceof RecordEntitlements of && of.subscriptionId().equals(first)) {
                throw new IllegalStateException("a fault");
            }
        });

        var pass = reconciliation.readAll();

        assertThat(pass.failed()).isEqualTo(1);
        assertThat(pass.asked()).isEqualTo(50);
        assertThat(reconciliation.lastPass()).contains(pass);
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

    @ParameterizedTest
    @EnumSource(names = {"RENEWED", "REPLACED", "SUPERSEDED"})
    void in_the_gap_of_a_renewal_what_was_last_known_stays(Status followed) {
        agreements.put(AWS_ID, reading(AWS_ID, followed, null, LICENCE));

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent).noneMatch(RecordEntitlements.class::isInstance);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void a_renewal_that_only_messages_have_told_of_has_that_gap_too() {
        fixture.commands.answering(command -> command instanceof CompareAgreement
                ? new AgreementComparison(List.of(), ended(AgreementEnd.RENEWED))
                : (Object) false);

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent).noneMatch(RecordEntitlements.class::isInstance);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void so_has_one_through_a_channel_partner_of_whose_agreement_aws_tells_us_nothing() {
        away = new AgreementsUnavailable("AccessDeniedException", Why.REFUSED);
        followed.add(AWS_ID);

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent).containsExactly(new SettleTask(TaskKind.AWS_SILENT, SUBSCRIPTION.value(), NOW));
        assertThat(readings.lastAnswer(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void what_was_entitled_stays_while_aws_does_not_say_whether_another_agreement_follows() {
        away = new AgreementsUnavailable("away", Why.SILENT);
        lastKnown.add(new io.mooring.entitlement.api.Entitlement("hosts", Kind.INTEGER, "25", NOW));

        assertThatThrownBy(() -> reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE))
                .isInstanceOf(MarketplaceUnavailable.class);

        assertThat(sent).noneMatch(RecordEntitlements.class::isInstance);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void what_a_renewed_licence_still_entitles_to_is_recorded() {
        agreements.put(AWS_ID, reading(AWS_ID, Status.RENEWED, null, LICENCE));
        entitlements.add(new Entitlement("hosts", new Amount.Whole(25), NOW, null, null, LICENCE));

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent).anyMatch(RecordEntitlements.class::isInstance);
        assertThat(readings.lastAnswer(SUBSCRIPTION)).contains(NOW);
    }

    @Test
    void after_an_end_that_nothing_goes_on_from_no_entitlements_are_none() {
        agreements.put(AWS_ID, reading(AWS_ID, Status.CANCELLED, null, LICENCE));

        reconciliation.read(SUBSCRIPTION, ReadingCause.MESSAGE);

        assertThat(sent).contains(new RecordEntitlements(SUBSCRIPTION, List.of(), ReadingCause.MESSAGE, NOW));
    }

    /** Edge case 19, where the only thing that AWS can be asked is what a purchase entitles to. */
    @Test
    void entitlements_that_are_all_gone_without_a_message_are_a_persons_task_until_they_are_back() {
        var gone = new OpenTask(
                TaskKind.ENTITLEMENTS_GONE,
                new TaskSubject(BY_CUSTOMER.subscriptionId().value(), null, BY_CUSTOMER.subscriptionId(), null),
                NOW,
                null);
        var back = new SettleTask(
                TaskKind.ENTITLEMENTS_GONE, BY_CUSTOMER.subscriptionId().value(), NOW);
        isKnown(SubscriptionStatus.CONFIRMED);
        fixture.commands.answering(command -> command instanceof RecordEntitlements);

        reconciliation.read(BY_CUSTOMER.subscriptionId(), ReadingCause.REGULAR);
        assertThat(sent).contains(gone).doesNotContain(back);

        sent.clear();
        isKnown(SubscriptionStatus.ENDING);
        reconciliation.read(BY_CUSTOMER.subscriptionId(), ReadingCause.REGULAR);
        assertThat(sent).doesNotContain(gone, back);

        isKnown(SubscriptionStatus.CONFIRMED);
        entitlements.add(new Entitlement("hosts", new Amount.Whole(25), NOW, null, null, null));
        reconciliation.read(BY_CUSTOMER.subscriptionId(), ReadingCause.REGULAR);
        assertThat(sent).contains(back).doesNotContain(gone);

        sent.clear();
        entitlements.clear();
        fixture.commands.answering(command -> false);
        reconciliation.read(BY_CUSTOMER.subscriptionId(), ReadingCause.REGULAR);
        assertThat(sent).doesNotContain(gone, back);
    }

    @Test
    void where_an_agreement_says_how_the_purchase_stands_missing_entitlements_are_nobodys_task() {
        fixture.commands.answering(command -> command instanceof CompareAgreement
                ? new AgreementComparison(List.of(), standing(null))
                : (Object) (command instanceof RecordEntitlements));

        reconciliation.read(SUBSCRIPTION, ReadingCause.REGULAR);

        assertThat(sent).filteredOn(OpenTask.class::isInstance).isEmpty();
    }

    private void isKnown(SubscriptionStatus status) {
        var id = BY_CUSTOMER.subscriptionId();
        purchases.known.put(id, new PurchaseView(id, BY_CUSTOMER, null, status, NOW, NOW, true, null));
    }

    private List<Entitlement> entitlementsOf(Purchase purchase) {
        if (refused.contains(purchase.subscriptionId())) {
            throw new EntitlementsUnavailable("InvalidParameterException", Why.REFUSED);
        }
        if (away instanceof EntitlementsUnavailable failure && (failure.why() != Why.PAUSED || pausedFor-- > 0)) {
            throw failure;
        }
        return entitlements;
    }

    private AgreementReading aws(String id) {
        return Objects.requireNonNull(agreements.get(id));
    }

    private static AgreementReading reading(
            String id, Status status, @Nullable String initial, @Nullable String licence) {
        return new AgreementReading(
                id, status, initial, "222222222222", null, licence, Provision.PROVISIONED, null, false, NOW, null);
    }

    private static PurchaseView view(SubscriptionStatus status, @Nullable String awsAgreementId) {
        return new PurchaseView(SUBSCRIPTION, PURCHASE, awsAgreementId, status, NOW, NOW, true, null);
    }

    private static AgreementStanding standing(@Nullable Instant licensedAt) {
        return io.mooring.testsupport.agreement.Agreements.standing(
                licensedAt == null ? null : PURCHASE, null, licensedAt, null, null, null);
    }

    private static AgreementStanding ended(AgreementEnd end) {
        return io.mooring.testsupport.agreement.Agreements.standing(PURCHASE, null, NOW, null, end, NOW);
    }

    /** AWS, as far as it knows agreements. */
    private final class AskedAgreements implements Agreements {

        @Override
        public Optional<AgreementReading> byId(String awsAgreementId) {
            if (away instanceof AgreementsUnavailable) {
                throw away;
            }
            return Optional.ofNullable(agreements.get(awsAgreementId));
        }

        @Override
        public Optional<AgreementReading> byLicence(String licenseArn) {
            return agreements.values().stream()
                    .filter(reading -> licenseArn.equals(reading.licenseArn()))
                    .findFirst();
        }

        @Override
        public List<String> changed(String productId, @Nullable Instant since, Instant until) {
            looks.add(productId + " " + since + " " + until);
            if (away instanceof AgreementsUnavailable) {
                throw away;
            }
            return List.copyOf(changed);
        }

        @Override
        public Optional<Instant> freeTrialEnd(AgreementReading reading) {
            return Optional.ofNullable(trialEnd);
        }

        @Override
        public List<AgreementReading> ofAccount(String awsAccountId, String productId) {
            return List.copyOf(agreements.values());
        }

        @Override
        public List<AgreementReading> chain(String initialAwsAgreementId, String awsAgreementId) {
            return List.copyOf(agreements.values());
        }
    }
}
