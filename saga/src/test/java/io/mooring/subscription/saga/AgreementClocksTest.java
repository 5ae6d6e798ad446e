package io.mooring.subscription.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementEndAnnounced;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.AgreementSucceeded;
import io.mooring.agreement.api.FreeTrialEndLearnt;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.task.api.TaskKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The clocks of an agreement, from the events that wind them up to what is done when they ring. */
class AgreementClocksTest extends ClocksOfTest {

    @Test
    void a_renewal_of_an_agreement_that_no_purchase_is_known_of_is_nobodys_matter() {
        purchases.isInTheView = false;
        effector.on(new AgreementEnded(agreement, "agmt-1", AgreementEnd.RENEWED, start));

        runAt(start.plus(Duration.ofHours(24)));

        assertThat(opened()).isEmpty();
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
    void a_beginning_that_only_aws_told_of_when_it_was_asked_is_waited_for_as_well() {
        var begins = start.plus(Duration.ofDays(10));
        effector.on(read(Status.ACTIVE, begins));

        runAt(begins.plus(Duration.ofMinutes(5)));
        runAt(begins.plus(Duration.ofMinutes(6)));

        assertThat(aws.asked).containsExactly("agmt-1 DUE");
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
}
