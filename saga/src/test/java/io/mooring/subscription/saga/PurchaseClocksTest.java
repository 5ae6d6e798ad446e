package io.mooring.subscription.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationCompleted;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationResumed;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.activation.api.Explanation.Reason;
import io.mooring.agreement.api.AgreementDecided;
import io.mooring.agreement.api.AgreementDecision;
import io.mooring.entitlement.api.Entitlement;
import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.entitlement.api.EntitlementChange;
import io.mooring.entitlement.api.EntitlementsChanged;
import io.mooring.entitlement.api.EntitlementsId;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.EndSubscription;
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
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskSubject;
import io.mooring.workbench.RecordedCommands;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clocks of a purchase and its buyer, from the events that wind them up to what is done when they ring. */
class PurchaseClocksTest extends ClocksOfTest {

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
    void an_end_that_comes_stops_the_clocks() {
        effector.on(new SubscriptionEnding(id, activation, start, start));
        effector.on(new SubscriptionEnded(id, activation, start));

        assertThat(armed()).isZero();
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
}
