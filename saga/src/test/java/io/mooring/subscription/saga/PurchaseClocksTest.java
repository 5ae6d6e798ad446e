package io.mooring.subscription.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.Explanation;
import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.activation.api.Explanation.Reason;
import io.mooring.agreement.api.AgreementDecided;
import io.mooring.agreement.api.AgreementDecision;
import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementEndAnnounced;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.AgreementSucceeded;
import io.mooring.agreement.api.FreeTrialEndLearnt;
import io.mooring.entitlement.api.Entitlement;
import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.entitlement.api.EntitlementChange;
import io.mooring.entitlement.api.EntitlementsChanged;
import io.mooring.entitlement.api.EntitlementsId;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionDecided;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskId;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskOpened;
import io.mooring.task.api.TaskSubject;
import io.mooring.task.api.TaskView;
import io.mooring.workbench.RecordedCommands;
import io.mooring.workbench.SagaDatabase;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The clocks of a purchase from the events that wind them up to what is done when they ring, on the real scheduler's table. */
class PurchaseClocksTest {

    final SagaDatabase database = new SagaDatabase();
    final RecordedCommands commands = new RecordedCommands();
    final SettableClock time = new SettableClock();
    final Clock clock = new Following();
    private final KnownPurchase purchases = new KnownPurchase();
    private boolean licenceGone;
    private final Answering aws = new Answering();
    private final List<TaskView> waiting = new ArrayList<>();
    private final List<Entitlement> entitlements = new ArrayList<>();
    private @Nullable Explanation explanation;
    private final Surroundings surroundings = new Surroundings(
            purchases,
            of -> entitlements,
            this::open,
            any -> licenceGone,
            this::accessDueAt,
            of -> Optional.ofNullable(explanation));
    final RequestedReadings requests = new RequestedReadings(
            SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database.dataSource()))
                    .build(),
            clock,
            Duration.ofSeconds(2));
    final ManualScheduler scheduler = TestHelper.createManualScheduler(
                    new TransactionAwareDataSourceProxy(database.dataSource()), tasks())
            .clock(time)
            .build();
    final WhenAPurchaseChangesThenWindItsClocks effector = new WhenAPurchaseChangesThenWindItsClocks(
            new PurchaseClocks(scheduler, database.jdbc()),
            commands,
            clock,
            this::accessDueAt,
            new BoughtListings(database.jdbc()));

    final Instant start = Instant.parse("2026-11-01T10:00:00Z");
    final SubscriptionId id = new SubscriptionId("s-1");
    final ActivationId activation = ActivationId.of(id, 1);
    final AgreementId agreement = AgreementId.of("aws", "agmt-1");

    private Instant accessDueAt(@Nullable String listing, Instant landedAt) {
        return landedAt.plus(Duration.ofDays("metrics".equals(listing) ? 4 : 1));
    }

    private List<TaskView> open(TaskKind kind, String awsAgreementId) {
        return waiting.stream()
                .filter(task -> task.kind() == kind
                        && awsAgreementId.equals(task.subject().awsAgreementId()))
                .toList();
    }

    private List<Task<?>> tasks() {
        var tasks = new ArrayList<Task<?>>(new RingingClocks(surroundings, requests, commands, clock).tasks());
        var asking = new ReadingTasks(aws, commands, new Pace(1_000));
        tasks.add(asking.purchase());
        tasks.add(asking.agreement());
        return tasks;
    }

    @BeforeEach
    void the_clock_stands_at_the_start() {
        time.set(start);
        purchases.is(SubscriptionStatus.WAITING_FOR_AWS);
        purchases.landedAt = start;
    }

    @Test
    void a_buyer_whose_purchase_is_not_confirmed_makes_aws_be_asked_and_then_a_person() {
        effector.on(new BuyerLanded(id, activation, null, start));

        runAt(start.plus(Duration.ofMinutes(15)).minusMillis(1));
        assertThat(aws.asked).isEmpty();
        runAt(start.plus(Duration.ofMinutes(15)));
        runAt(start.plus(Duration.ofMinutes(15)).plusSeconds(2));
        assertThat(aws.asked).containsExactly("s-1 UNCONFIRMED");

        runAt(start.plus(Duration.ofHours(24)));
        assertThat(opened()).containsExactly(TaskKind.CONFIRMATION_MISSING);
    }

    @Test
    void who_waits_and_comes_again_has_waited_since_the_first_time() {
        for (var hour = 0; hour < 24; hour++) {
            effector.on(new BuyerLanded(id, activation, null, start.plus(Duration.ofHours(hour))));
        }

        runAt(start.plus(Duration.ofMinutes(15)));
        runAt(start.plus(Duration.ofMinutes(16)));
        runAt(start.plus(Duration.ofHours(24)));

        assertThat(aws.asked).containsExactly("s-1 UNCONFIRMED");
        assertThat(opened()).containsExactly(TaskKind.CONFIRMATION_MISSING);
    }

    @Test
    void who_comes_back_after_the_end_waits_too() {
        purchases.is(SubscriptionStatus.ENDED);
        var back = start.plusSeconds(1);
        purchases.landedAt = back;
        effector.on(new BuyerLanded(id, activation, null, back));

        runAt(start.plus(Duration.ofHours(25)));
        runAt(start.plus(Duration.ofHours(26)));

        assertThat(aws.asked).containsExactly("s-1 UNCONFIRMED");
        assertThat(opened()).containsExactly(TaskKind.CONFIRMATION_MISSING);
    }

    @Test
    void what_was_signed_ahead_is_missed_only_a_day_after_it_has_begun() {
        purchases.startsAt = start.plus(Duration.ofDays(40));
        effector.on(new BuyerLanded(id, activation, null, start));
        explained(ActivationStatus.EXPIRED, Hindrance.of(Reason.NO_WORKSPACE, start));

        runAt(start.plus(Duration.ofHours(24)));
        runAt(start.plus(Duration.ofDays(40)));
        assertThat(opened()).isEmpty();

        runAt(start.plus(Duration.ofDays(41)));
        assertThat(opened()).containsExactly(TaskKind.CONFIRMATION_MISSING);
        assertThat(armed()).isZero();
    }

    @Test
    void what_is_confirmed_in_time_makes_nobody_be_asked_and_closes_what_was_open() {
        effector.on(new BuyerLanded(id, activation, null, start));
        effector.on(new SubscriptionConfirmed(id, activation, null, false, start));

        assertThat(clocks()).containsExactly("access-overdue");
        assertThat(commands.sent().stream().map(RecordedCommands.Sent::command))
                .containsExactly(
                        new SettleTask(TaskKind.CONFIRMATION_MISSING, "s-1", start),
                        new SettleTask(TaskKind.END_MISSING, "s-1", start));
    }

    @Test
    void a_clock_that_rings_although_all_is_well_does_nothing() {
        effector.on(new BuyerLanded(id, activation, null, start));
        purchases.is(SubscriptionStatus.CONFIRMED);

        runAt(start.plus(Duration.ofHours(25)));
        runAt(start.plus(Duration.ofHours(26)));

        assertThat(aws.asked).isEmpty();
        assertThat(opened()).isEmpty();
    }

    @Test
    void an_end_that_does_not_come_after_the_final_hour_makes_aws_be_asked_and_then_a_person() {
        purchases.is(SubscriptionStatus.ENDING);
        var finalHour = start.plus(Duration.ofHours(1));
        effector.on(new SubscriptionEnding(id, activation, start, finalHour));

        runAt(finalHour.plus(Duration.ofMinutes(5)));
        runAt(finalHour.plus(Duration.ofMinutes(6)));
        assertThat(aws.asked).containsExactly("s-1 DUE");

        runAt(finalHour.plus(Duration.ofHours(24)));
        assertThat(opened()).containsExactly(TaskKind.END_MISSING);
    }

    @Test
    void a_clock_whose_purchase_the_view_does_not_know_yet_rings_again_until_it_does() {
        effector.on(new BuyerLanded(id, activation, null, start));
        purchases.isInTheView = false;
        runAt(start.plus(Duration.ofHours(24)));
        assertThat(clocks()).containsExactlyInAnyOrder("access-overdue", "confirmation-check", "confirmation-missing");
        explained(ActivationStatus.EXPIRED, Hindrance.of(Reason.NO_WORKSPACE, start));

        purchases.isInTheView = true;
        runAt(start.plus(Duration.ofHours(24)).plusSeconds(30));
        runAt(start.plus(Duration.ofHours(24)).plusSeconds(32));

        assertThat(aws.asked).containsExactly("s-1 UNCONFIRMED");
        assertThat(opened()).containsExactly(TaskKind.CONFIRMATION_MISSING);
        assertThat(armed()).isZero();
    }

    @Test
    void a_renewal_of_an_agreement_that_no_purchase_is_known_of_is_nobodys_matter() {
        purchases.isInTheView = false;
        effector.on(new AgreementEnded(agreement, "agmt-1", AgreementEnd.RENEWED, start));

        runAt(start.plus(Duration.ofHours(24)));

        assertThat(opened()).isEmpty();
        assertThat(armed()).isZero();
    }

    @Test
    void an_end_that_comes_stops_the_clocks() {
        effector.on(new SubscriptionEnding(id, activation, start, start));
        effector.on(new SubscriptionEnded(id, activation, start));

        assertThat(armed()).isZero();
    }

    @Test
    void a_licence_that_is_gone_for_a_day_without_an_end_of_its_agreement_makes_a_person_be_asked() {
        purchases.is(SubscriptionStatus.CONFIRMED);
        licenceGone = true;
        effector.on(new AgreementDeprovisioned(agreement, "agmt-1", purchases.purchase, start));

        runAt(start.plus(Duration.ofHours(24)).minusMillis(1));
        assertThat(opened()).isEmpty();
        runAt(start.plus(Duration.ofHours(24)));

        assertThat(opened()).containsExactly(TaskKind.END_MISSING);
        assertThat(armed()).isZero();
    }

    @Test
    void a_licence_that_has_come_back_or_whose_agreement_has_ended_makes_nobody_be_asked() {
        purchases.is(SubscriptionStatus.CONFIRMED);
        effector.on(new AgreementDeprovisioned(agreement, "agmt-1", purchases.purchase, start));
        runAt(start.plus(Duration.ofHours(24)));

        licenceGone = true;
        effector.on(new AgreementDeprovisioned(agreement, "agmt-1", purchases.purchase, start));
        effector.on(new AgreementEnded(agreement, "agmt-1", AgreementEnd.RENEWED, start));
        effector.on(new AgreementSucceeded(agreement, "agmt-1", "agmt-2", purchases.purchase, start));
        runAt(start.plus(Duration.ofDays(2)));

        purchases.is(SubscriptionStatus.ENDED);
        effector.on(new AgreementDeprovisioned(agreement, "agmt-1", purchases.purchase, start));
        runAt(start.plus(Duration.ofDays(3)));

        assertThat(opened()).isEmpty();
        assertThat(armed()).isZero();
    }

    @Test
    void an_agreement_that_was_signed_ahead_is_asked_about_when_it_has_begun() {
        var begins = start.plus(Duration.ofDays(10));
        effector.on(
                new AgreementRecorded(agreement, "agmt-1", AgreementIntent.NEW, null, null, null, begins, null, start));
        effector.on(new AgreementRecorded(
                AgreementId.of("aws", "agmt-2"), "agmt-2", AgreementIntent.NEW, null, null, null, start, null, start));

        runAt(begins.plus(Duration.ofMinutes(5)));
        runAt(begins.plus(Duration.ofMinutes(6)));

        assertThat(aws.asked).containsExactly("agmt-1 DUE");
    }

    @Test
    void a_renewal_whose_successor_is_not_named_within_a_day_makes_a_person_be_asked() {
        purchases.is(SubscriptionStatus.CONFIRMED);
        effector.on(new AgreementEnded(agreement, "agmt-1", AgreementEnd.RENEWED, start));
        effector.on(new AgreementEnded(AgreementId.of("aws", "agmt-2"), "agmt-2", AgreementEnd.CANCELLED, start));
        runAt(start.plus(Duration.ofHours(24)));

        assertThat(opened()).containsExactly(TaskKind.SUCCESSOR_UNKNOWN);
    }

    /** What AWS's API says sooner contradicts nothing, and what is over is in no round. */
    @Test
    void an_hour_after_an_end_aws_is_asked_whether_it_agrees() {
        purchases.is(SubscriptionStatus.ENDED);
        effector.on(new AgreementEnded(agreement, "agmt-1", AgreementEnd.CANCELLED, start));

        runAt(start.plus(Duration.ofMinutes(61)).minusSeconds(1));
        assertThat(armed()).isOne();
        runAt(start.plus(Duration.ofMinutes(61)));
        runAt(start.plus(Duration.ofMinutes(61)).plusSeconds(2));

        assertThat(aws.asked).containsExactly("agmt-1 DUE");
    }

    @Test
    void a_renewal_that_only_aws_told_of_when_it_was_asked_is_waited_for_as_well() {
        purchases.is(SubscriptionStatus.CONFIRMED);
        effector.on(read(Status.RENEWED));
        effector.on(read(Status.CANCELLED));
        assertThat(armed()).isOne();

        runAt(start.plus(Duration.ofHours(24)));

        assertThat(opened()).containsExactly(TaskKind.SUCCESSOR_UNKNOWN);
    }

    @Test
    void a_replacement_is_waited_for_like_a_renewal() {
        effector.on(read(Status.REPLACED));

        assertThat(armed()).isOne();
    }

    @Test
    void what_is_over_by_then_has_no_successor_to_wait_for() {
        purchases.is(SubscriptionStatus.ENDED);
        effector.on(new AgreementEnded(agreement, "agmt-1", AgreementEnd.RENEWED, start));

        runAt(start.plus(Duration.ofHours(24)));

        assertThat(opened()).isEmpty();
    }

    @Test
    void a_failed_payment_and_an_end_are_answers_to_who_waits() {
        effector.on(new BuyerLanded(id, activation, null, start));
        effector.on(new SubscriptionFailed(id, activation, start));
        // That of the access, which ends with the activation
        assertThat(armed()).isOne();

        effector.on(new BuyerLanded(id, activation, null, start));
        effector.on(new SubscriptionEnding(id, activation, start, start));
        assertThat(armed()).isEqualTo(3);

        effector.on(new SubscriptionSuperseded(
                id, activation, new SubscriptionId("s-2"), ActivationId.of(new SubscriptionId("s-2"), 1), start));
        assertThat(armed()).isOne();
    }

    @Test
    void an_end_that_was_taken_back_makes_nobody_be_asked() {
        effector.on(new SubscriptionEnding(id, activation, start, start));
        purchases.is(SubscriptionStatus.CONFIRMED);

        runAt(start.plus(Duration.ofHours(24)));
        runAt(start.plus(Duration.ofHours(24)).plusSeconds(2));

        assertThat(aws.asked).isEmpty();
        assertThat(opened()).isEmpty();
    }

    @Test
    void a_beginning_that_only_aws_told_of_when_it_was_asked_is_waited_for_as_well() {
        var begins = start.plus(Duration.ofDays(10));
        effector.on(read(Status.ACTIVE, begins));

        runAt(begins.plus(Duration.ofMinutes(5)));
        runAt(begins.plus(Duration.ofMinutes(6)));

        assertThat(aws.asked).containsExactly("agmt-1 DUE");
    }

    private AgreementRead read(Status status) {
        return read(status, null);
    }

    private AgreementRead read(Status status, @Nullable Instant startsAt) {
        return new AgreementRead(
                agreement,
                "agmt-1",
                new AgreementReading(
                        "agmt-1", status, null, null, null, "l-1", Provision.UNTOLD, null, false, startsAt, null),
                purchases.purchase,
                null,
                List.of(AgreementDifference.ENDED),
                ReadingCause.REGULAR,
                start);
    }

    @Test
    void a_successor_that_is_named_stops_that_clock() {
        effector.on(new AgreementEnded(agreement, "agmt-1", AgreementEnd.RENEWED, start));
        effector.on(new AgreementSucceeded(agreement, "agmt-1", "agmt-2", purchases.purchase, start));

        assertThat(armed()).isZero();
    }

    /** AWS approves a request by itself after seven days, and its API has an hour to hear of that. */
    @Test
    void a_cancellation_that_nobody_answered_makes_aws_be_asked_when_it_has_approved_itself() {
        cancellationRequested();

        runAt(start.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(60)));
        assertThat(armed()).isOne();
        runAt(start.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(61)));
        runAt(start.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(62)));

        assertThat(aws.asked).containsExactly("agmt-1 DUE");
    }

    @Test
    void a_cancellation_that_was_answered_makes_nobody_be_asked() {
        cancellationRequested();
        waiting.clear();

        runAt(start.plus(Duration.ofDays(8)));
        runAt(start.plus(Duration.ofDays(9)));

        assertThat(aws.asked).isEmpty();
        assertThat(armed()).isZero();
    }

    private void cancellationRequested() {
        var kind = TaskKind.CANCELLATION_REQUESTED;
        var subject = new TaskSubject("acr-1", "agmt-1", null, null);
        var due = start.plus(Duration.ofDays(7));
        effector.on(new TaskOpened(TaskId.of(kind, "acr-1"), kind, subject, start, due));
        waiting.add(new TaskView(TaskId.of(kind, "acr-1"), kind, subject, start, due, kind.advice()));
    }

    /** Edge case 2: a buyer who has come is never stuck without somebody who knows of it. */
    @Test
    void a_buyer_who_has_no_access_when_the_listing_promises_it_is_somebodys_task() {
        effector.on(new SubscriptionOpened(id, activation, 1, purchases.purchase, start));
        effector.on(new BuyerLanded(id, activation, null, start));
        effector.on(new BuyerLanded(id, activation, null, start.plus(Duration.ofDays(3))));
        explained(ActivationStatus.OPEN, Hindrance.of(Reason.NO_WORKSPACE, start));
        purchases.is(SubscriptionStatus.CONFIRMED);

        runAt(start.plus(Duration.ofDays(4)).minusSeconds(1));
        assertThat(opened()).isEmpty();
        runAt(start.plus(Duration.ofDays(4)));

        assertThat(opened()).containsExactly(TaskKind.ACCESS_OVERDUE);
        assertThat(commands.sent().getLast().command())
                .isInstanceOfSatisfying(
                        OpenTask.class,
                        task -> assertThat(task.subject())
                                .isEqualTo(new TaskSubject(activation.value(), "agmt-1", id, null)));
    }

    @Test
    void of_a_listing_that_is_not_known_yet_the_earliest_promise_counts() {
        effector.on(new BuyerLanded(id, activation, null, start));
        explained(ActivationStatus.OPEN, Hindrance.of(Reason.NO_WORKSPACE, start));
        purchases.is(SubscriptionStatus.CONFIRMED);

        runAt(start.plus(Duration.ofDays(1)));

        assertThat(opened()).containsExactly(TaskKind.ACCESS_OVERDUE);
    }

    @Test
    void access_to_what_was_signed_ahead_is_due_after_its_beginning() {
        var begins = start.plus(Duration.ofDays(40));
        effector.on(new SubscriptionOpened(id, activation, 1, purchases.purchase, start));
        effector.on(new BuyerLanded(id, activation, null, start));
        explained(ActivationStatus.OPEN, Hindrance.of(Reason.NOT_BEGUN, start, begins));
        purchases.is(SubscriptionStatus.CONFIRMED);

        runAt(start.plus(Duration.ofDays(4)));
        runAt(begins);
        assertThat(opened()).isEmpty();

        runAt(begins.plus(Duration.ofDays(4)));
        assertThat(opened()).containsExactly(TaskKind.ACCESS_OVERDUE);
    }

    @Test
    void who_has_access_or_waits_no_longer_is_nobodys_task() {
        effector.on(new SubscriptionOpened(id, activation, 1, purchases.purchase, start));
        effector.on(new BuyerLanded(id, activation, null, start));
        effector.on(new SubscriptionConfirmed(id, activation, null, false, start));
        effector.on(new ActivationCompleted(activation, id, start));

        assertThat(armed()).isZero();
        assertThat(commands.sent().getLast().command())
                .isEqualTo(new SettleTask(TaskKind.ACCESS_OVERDUE, activation.value(), start));

        effector.on(new ActivationResumed(activation, start));
        explained(ActivationStatus.CANCELLED, Hindrance.of(Reason.PAYMENT_FAILED, start));
        runAt(start.plus(Duration.ofDays(5)));
        assertThat(opened()).isEmpty();
    }

    private void explained(ActivationStatus status, Hindrance hindrance) {
        explanation = new Explanation(activation, id, status, start, SubscriptionStatus.CONFIRMED, List.of(hindrance));
    }

    @Test
    void when_a_free_trial_is_over_aws_is_asked_whether_it_became_a_purchase() {
        var ends = start.plus(Duration.ofDays(30));
        effector.on(new FreeTrialEndLearnt(agreement, "agmt-1", ends, start));
        effector.on(new FreeTrialEndLearnt(AgreementId.of("aws", "agmt-2"), "agmt-2", start, start));
        assertThat(armed()).isOne();

        runAt(ends.plus(Duration.ofMinutes(5)));
        runAt(ends.plus(Duration.ofMinutes(6)));

        assertThat(aws.asked).containsExactly("agmt-1 DUE");
    }

    /** Where SNS tells of a trial, what it entitles to is all that says how long it lasts. */
    @Test
    void whenever_an_entitlement_is_valid_no_longer_aws_is_asked() {
        purchases.is(SubscriptionStatus.CONFIRMED);
        var hosts = entitlement("hosts", 30);
        var seats = entitlement("seats", 60);
        effector.on(entitled(seats));
        effector.on(entitled(hosts));
        effector.on(entitled(seats));
        entitlements.addAll(List.of(hosts, seats));

        runAt(start.plus(Duration.ofDays(30)).plus(Duration.ofMinutes(5)));
        runAt(start.plus(Duration.ofDays(31)));
        assertThat(aws.asked).containsExactly("s-1 DUE");

        runAt(start.plus(Duration.ofDays(60)).plus(Duration.ofMinutes(5)));
        runAt(start.plus(Duration.ofDays(61)));
        assertThat(aws.asked).containsExactly("s-1 DUE", "s-1 DUE");
        assertThat(armed()).isZero();
    }

    private Entitlement entitlement(String dimension, int days) {
        return new Entitlement(dimension, Kind.INTEGER, "1", start.plus(Duration.ofDays(days)));
    }

    private EntitlementsChanged entitled(Entitlement to) {
        return new EntitlementsChanged(
                EntitlementsId.of(id),
                id,
                List.of(new EntitlementChange(to.dimension(), null, to)),
                ReadingCause.MESSAGE,
                start);
    }

    @Test
    void when_an_agreement_was_to_end_aws_is_asked_whether_it_has() {
        var ends = start.plus(Duration.ofDays(90));
        effector.on(new AgreementEndAnnounced(agreement, "agmt-1", ends, true, start));
        effector.on(new AgreementRecorded(
                AgreementId.of("aws", "agmt-2"), "agmt-2", AgreementIntent.NEW, null, null, null, start, ends, start));
        assertThat(armed()).isEqualTo(2);
        effector.on(new AgreementEnded(AgreementId.of("aws", "agmt-2"), "agmt-2", AgreementEnd.RENEWED, start));

        runAt(ends.plus(Duration.ofMinutes(5)));
        runAt(ends.plus(Duration.ofMinutes(6)));

        assertThat(aws.asked).containsExactly("agmt-1 DUE");
    }

    /** Edge case 18: AWS does not end what a person has decided to be over. */
    @Test
    void what_a_person_decided_to_be_over_is_over_after_the_final_hour() {
        purchases.is(SubscriptionStatus.ENDING);
        var finalHour = start.plus(Duration.ofHours(1));
        effector.on(new SubscriptionDecided(id, SubscriptionStatus.ENDED, "seen in the portal", start));
        effector.on(new SubscriptionDecided(
                new SubscriptionId("s-2"), SubscriptionStatus.CONFIRMED, "seen in the portal", start));
        assertThat(clocks()).containsExactly("decided-end");

        runAt(finalHour);

        assertThat(commands.sent().getLast().command())
                .isEqualTo(new EndSubscription(id, purchases.purchase, finalHour));
    }

    /** Edge case 18. */
    @Test
    void so_is_what_a_persons_word_on_its_agreement_ended() {
        purchases.is(SubscriptionStatus.ENDING);
        effector.on(decided(AgreementDecision.IN_FORCE));
        effector.on(decided(AgreementDecision.FOLLOWS));
        assertThat(clocks()).isEmpty();
        effector.on(decided(AgreementDecision.OVER));
        assertThat(clocks()).containsExactly("decided-end");

        runAt(start.plus(Duration.ofHours(1)));

        assertThat(commands.sent().getLast().command()).isInstanceOf(EndSubscription.class);
    }

    private AgreementDecided decided(AgreementDecision decision) {
        return new AgreementDecided(
                agreement, "agmt-1", purchases.purchase, decision, null, "seen in the portal", start);
    }

    @Test
    void who_is_back_within_that_hour_stays() {
        purchases.is(SubscriptionStatus.CONFIRMED);
        effector.on(new SubscriptionDecided(id, SubscriptionStatus.ENDED, "seen in the portal", start));

        runAt(start.plus(Duration.ofHours(1)));

        assertThat(commands.sent()).isEmpty();
    }

    @Test
    void requests_that_come_close_together_are_one_question() {
        requests.request(id, ReadingCause.MESSAGE);
        requests.request(id, ReadingCause.MESSAGE);

        runAt(start.plusSeconds(2));

        assertThat(aws.asked).containsExactly("s-1 MESSAGE");
        assertThat(armed()).isZero();
    }

    @Test
    void what_is_requested_while_aws_is_being_asked_is_asked_once_more_afterwards() {
        requests.request(id, ReadingCause.MESSAGE);
        aws.meanwhile = () -> requests.request(id, ReadingCause.MESSAGE);

        runAt(start.plusSeconds(2));
        aws.meanwhile = () -> {};
        runAt(start.plusSeconds(4));

        assertThat(aws.asked).containsExactly("s-1 MESSAGE", "s-1 MESSAGE");
        assertThat(armed()).isZero();
    }

    @Test
    void while_aws_does_not_answer_it_is_asked_with_growing_pauses_and_after_a_day_a_person() {
        aws.meanwhile = () -> {
            throw new MarketplaceReadings.MarketplaceUnavailable("away");
        };
        requests.request(id, ReadingCause.MESSAGE);

        var now = start;
        for (var round = 0; round < 400 && armed() > 0; round++) {
            now = now.plus(Duration.ofMinutes(10));
            runAt(now);
        }

        assertThat(aws.asked).hasSize(ReadingTasks.TRIES + 1);
        assertThat(opened()).containsExactly(TaskKind.AWS_SILENT);
        assertThat(Duration.between(start, now)).isGreaterThan(Duration.ofHours(20));
    }

    @Test
    void what_is_asked_for_while_both_rows_are_being_met_is_asked_once_more() {
        requests.request(id, ReadingCause.MESSAGE);
        aws.meanwhile = () -> {
            aws.meanwhile = () -> {};
            requests.request(id, ReadingCause.MESSAGE);
            database.jdbc()
                    .sql("update scheduled_tasks set picked = true, picked_by = 'other', last_heartbeat = now()"
                            + " where task_instance = 's-1+'")
                    .update();
            requests.request(id, ReadingCause.MESSAGE);
        };
        runAt(start.plusSeconds(2));
        database.jdbc()
                .sql("delete from scheduled_tasks where task_instance = 's-1+'")
                .update();

        runAt(start.plusSeconds(10));

        assertThat(aws.asked).containsExactly("s-1 MESSAGE", "s-1 MESSAGE");
    }

    @Test
    void a_round_that_is_asked_for_while_its_row_is_written_is_asked_for_once_more() {
        var asked = new ArrayList<String>();
        var met = new Execution(start, new TaskInstance<>("reconciliation", "recurring"));
        var meeting = (SchedulerClient) Proxy.newProxyInstance(
                SchedulerClient.class.getClassLoader(),
                new Class<?>[] {SchedulerClient.class},
                (proxy, method, given) -> {
                    asked.add(method.getName());
                    if (asked.size() == 1) {
                        throw new ExecutionException("written", met);
                    }
                    return true;
                });

        new RequestedReadings(meeting, clock, Duration.ofSeconds(2)).requestAll();

        assertThat(asked).containsExactly("reschedule", "reschedule");
    }

    private void runAt(Instant at) {
        time.set(at);
        scheduler.runAnyDueExecutions();
    }

    private List<TaskKind> opened() {
        return commands.sent().stream()
                .map(RecordedCommands.Sent::command)
                .filter(OpenTask.class::isInstance)
                .map(command -> ((OpenTask) command).kind())
                .toList();
    }

    private List<String> clocks() {
        return database.jdbc()
                .sql("select task_name from scheduled_tasks")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private long armed() {
        return database.jdbc()
                .sql("select count(*) from scheduled_tasks")
                .query(Long.class)
                .single();
    }

    /** The scheduler's clock as the JDK's. */
    private final class Following extends Clock {
        @Override
        public Instant instant() {
            return time.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** One purchase. */
    private final class KnownPurchase implements KnownPurchases {

        final Purchase purchase = new Purchase("metrics", "aws", "product-2", null, "l-1");
        private SubscriptionStatus status = SubscriptionStatus.WAITING_FOR_AWS;
        private @Nullable Instant landedAt;
        private @Nullable Instant startsAt;
        private boolean isInTheView = true;

        void is(SubscriptionStatus now) {
            status = now;
        }

        @Override
        public Optional<PurchaseView> find(SubscriptionId subscriptionId) {
            return Optional.of(new PurchaseView(id, purchase, "agmt-1", status, start, landedAt, true, startsAt))
                    .filter(any -> isInTheView);
        }

        @Override
        public Optional<PurchaseView> ofAgreement(String awsAgreementId) {
            return find(id);
        }

        @Override
        public List<PurchaseView> notOver(@Nullable SubscriptionId after, int limit) {
            return List.of();
        }

        @Override
        public List<PurchaseView> byCustomerOnly(String listing, int limit) {
            return List.of();
        }

        @Override
        public Optional<String> awsAccountOf(SubscriptionId subscriptionId) {
            return Optional.empty();
        }

        @Override
        public Optional<SubscriptionId> predecessorOf(SubscriptionId successor) {
            return Optional.empty();
        }

        @Override
        public Optional<SubscriptionId> successorOf(SubscriptionId predecessor) {
            return Optional.empty();
        }
    }

    /** AWS. */
    private static final class Answering implements MarketplaceReadings {

        @Override
        public void readName(PurchaseName name, ReadingCause cause) {
            asked.add(name.key() + " " + cause);
            meanwhile.run();
        }

        final List<String> asked = new ArrayList<>();
        Runnable meanwhile = () -> {};

        @Override
        public void read(SubscriptionId subscriptionId, ReadingCause cause) {
            asked.add(subscriptionId + " " + cause);
            meanwhile.run();
        }

        @Override
        public void readAgreement(String awsAgreementId, ReadingCause cause) {
            asked.add(awsAgreementId + " " + cause);
            meanwhile.run();
        }

        @Override
        public Pass readAll() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Pass> lastPass() {
            return Optional.empty();
        }
    }
}
