package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.agreement.Agreements.OFFER;
import static io.mooring.testsupport.agreement.Agreements.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementEvent;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.AgreementLicensed;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.agreement.api.FreeTrialEndLearnt;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ScheduleSubscription;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionCommand;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.SettleTask;
import io.mooring.task.api.TaskCommand;
import io.mooring.task.api.TaskKind;
import io.mooring.testsupport.agreement.Agreements;
import io.mooring.testsupport.domain.InMemoryDomain;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class CompareAgreementTest {

    private static final Instant READ_AT = MADE_AT.plus(Duration.ofDays(1));
    private static final AgreementReading IN_FORCE = Agreements.reading(Status.ACTIVE, Provision.PROVISIONED, false);

    private final AggregateTestFixture<Agreement> fixture = new AggregateTestFixture<>(Agreement.class);

    @Test
    void what_agrees_is_no_event() {
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                .when(compare(IN_FORCE, READ_AT))
                .expectNoEvents();
    }

    @Test
    void soon_after_the_end_of_a_licence_the_api_may_not_know_of_it_yet_either() {
        var gone = Agreements.deprovisioned(READ_AT.minus(AgreementDifferences.LAG));

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), gone)
                .when(compare(IN_FORCE, READ_AT))
                .expectNoEvents();
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), gone)
                .when(compare(IN_FORCE, READ_AT.plusSeconds(1)))
                .expectEvents(new AgreementRead(
                        ID,
                        AWS_ID,
                        IN_FORCE,
                        PURCHASE,
                        null,
                        List.of(AgreementDifference.LICENCE_IN_FORCE),
                        ReadingCause.REGULAR,
                        READ_AT.plusSeconds(1)));
    }

    @Test
    void until_when_a_free_trial_lasts_is_recorded_once_and_again_when_it_is_moved() {
        var ends = READ_AT.plusSeconds(86_400);
        var learnt = new FreeTrialEndLearnt(ID, AWS_ID, ends, READ_AT);
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                .when(comparedWithTrialUntil(ends))
                .expectEvents(learnt);
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), learnt)
                .when(comparedWithTrialUntil(ends))
                .expectNoEvents();
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), learnt)
                .when(comparedWithTrialUntil(ends.plusSeconds(1)))
                .expectEvents(new FreeTrialEndLearnt(ID, AWS_ID, ends.plusSeconds(1), READ_AT));
    }

    private static CompareAgreement comparedWithTrialUntil(Instant ends) {
        return new CompareAgreement(ID, IN_FORCE, PURCHASE, null, ends, ReadingCause.REGULAR, READ_AT);
    }

    @Test
    void an_agreement_never_follows_itself() {
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                .when(new CompareAgreement(ID, IN_FORCE, PURCHASE, AWS_ID, ReadingCause.REGULAR, READ_AT))
                .expectNoEvents();
    }

    @Test
    void times_that_are_told_more_closely_are_no_difference() {
        var closely = new AgreementReading(
                AWS_ID,
                Status.ACTIVE,
                null,
                null,
                OFFER,
                PURCHASE.licenseArn(),
                Provision.PROVISIONED,
                null,
                false,
                MADE_AT.plusMillis(700),
                null);

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                .when(compare(closely, READ_AT))
                .expectNoEvents();
    }

    @Test
    void the_same_reading_twice_is_one_event() {
        fixture.given(Agreements.recorded(), read(IN_FORCE, AgreementDifference.LICENCE_IN_FORCE))
                .when(compare(IN_FORCE, READ_AT.plusSeconds(60)))
                .expectNoEvents();
    }

    @Test
    void a_lost_licence_is_found_and_confirms() {
        fixture.given(Agreements.recorded())
                .when(compare(IN_FORCE, READ_AT))
                .expectEvents(read(IN_FORCE, AgreementDifference.LICENCE_IN_FORCE));
        assertThat(due(Agreements.recorded(), read(IN_FORCE, AgreementDifference.LICENCE_IN_FORCE)))
                .endsWith(new ConfirmSubscription(PURCHASE.subscriptionId(), PURCHASE, OFFER, false, READ_AT));
    }

    @Test
    void a_payment_that_failed_without_a_message_is_found_and_mended_again() {
        var failing = Agreements.reading(Status.ACTIVE, Provision.FAILED, false);
        var mended = new AgreementRead(
                ID,
                AWS_ID,
                IN_FORCE,
                PURCHASE,
                null,
                List.of(AgreementDifference.LICENCE_IN_FORCE),
                ReadingCause.REGULAR,
                READ_AT.plusSeconds(60));

        fixture.given(Agreements.recorded())
                .when(compare(failing, READ_AT))
                .expectEvents(read(failing, AgreementDifference.PAYMENT_FAILED));
        assertThat(due(Agreements.recorded(), read(failing, AgreementDifference.PAYMENT_FAILED)))
                .endsWith(new FailSubscription(PURCHASE.subscriptionId(), PURCHASE, READ_AT));
        fixture.given(Agreements.recorded(), read(failing, AgreementDifference.PAYMENT_FAILED))
                .when(compare(IN_FORCE, READ_AT.plusSeconds(60)))
                .expectEvents(mended);
        assertThat(due(Agreements.recorded(), read(failing, AgreementDifference.PAYMENT_FAILED), mended))
                .endsWith(new ConfirmSubscription(
                        PURCHASE.subscriptionId(), PURCHASE, OFFER, false, READ_AT.plusSeconds(60)));
    }

    /** A licence that was just mended: the Agreement API may still tell of the failure before. */
    @Test
    void soon_after_a_licence_came_into_force_the_api_may_not_know_of_the_payment_yet() {
        var failing = Agreements.reading(Status.ACTIVE, Provision.FAILED, false);
        var mended = Agreements.licensed(READ_AT.plusSeconds(1800));

        fixture.given(Agreements.recorded(), read(failing, AgreementDifference.PAYMENT_FAILED), mended)
                .when(compare(failing, READ_AT.plusSeconds(1800).plus(AgreementDifferences.LAG)))
                .expectNoEvents();
    }

    @Test
    void a_payment_of_a_licence_in_force_has_failed_once_aws_says_so_twice() {
        var failing = Agreements.reading(Status.ACTIVE, Provision.FAILED, false);
        var doubted = read(failing, AgreementDifference.PAYMENT_DOUBTED);
        var again = READ_AT.plus(AgreementDifferences.DOUBT);

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                .when(compare(failing, READ_AT))
                .expectEvents(doubted);
        assertThat(due(Agreements.recorded(), Agreements.licensed(MADE_AT), doubted))
                .noneMatch(FailSubscription.class::isInstance);
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), doubted)
                .when(compare(failing, again.minusSeconds(1)))
                .expectNoEvents();
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), doubted)
                .when(compare(failing, again))
                .expectEvents(readAt(again, failing, AgreementDifference.PAYMENT_FAILED));
    }

    @Test
    void a_doubt_about_a_payment_is_settled_by_the_next_answer() {
        var failing = Agreements.reading(Status.ACTIVE, Provision.FAILED, false);
        var doubted = read(failing, AgreementDifference.PAYMENT_DOUBTED);
        var settled = readAt(READ_AT.plusSeconds(60), IN_FORCE, AgreementDifference.LICENCE_IN_FORCE);
        var later = READ_AT.plus(Duration.ofDays(9));

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), doubted)
                .when(compare(IN_FORCE, READ_AT.plusSeconds(60)))
                .expectEvents(settled);
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), doubted, settled)
                .when(compare(failing, later))
                .expectEvents(readAt(later, failing, AgreementDifference.PAYMENT_DOUBTED));
    }

    @Test
    void an_end_that_was_lost_is_found_and_takes_away() {
        var over = Agreements.reading(Status.CANCELLED, Provision.DEPROVISIONED, false);
        var found = read(over, AgreementDifference.LICENCE_ENDED, AgreementDifference.ENDED);

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                .when(compare(over, READ_AT))
                .expectEvents(found);
        assertThat(due(Agreements.recorded(), Agreements.licensed(MADE_AT), found))
                .containsSubsequence(
                        new BeginEndingSubscription(PURCHASE.subscriptionId(), PURCHASE, READ_AT),
                        new EndSubscription(PURCHASE.subscriptionId(), PURCHASE, READ_AT));
    }

    @Test
    void what_was_never_in_force_is_over_with_its_agreement() {
        var failing = Agreements.reading(Status.ACTIVE, Provision.FAILED, false);

        assertThat(due(
                        Agreements.recorded(),
                        read(failing, AgreementDifference.PAYMENT_FAILED),
                        Agreements.ended(AgreementEnd.TERMINATED, READ_AT.plusSeconds(60))))
                .endsWith(new EndSubscription(PURCHASE.subscriptionId(), PURCHASE, READ_AT.plusSeconds(60)));
    }

    @Test
    void an_end_that_aws_confirms_after_the_final_hour_needs_no_word_about_the_licence() {
        var ended = Agreements.ended(
                AgreementEnd.CANCELLED,
                READ_AT.minus(SubscriptionEnding.FINAL_METERING).minus(AgreementDifferences.END_MARGIN));
        var over = Agreements.reading(Status.CANCELLED, Provision.UNTOLD, false);
        var confirmed = read(over, AgreementDifference.END_CONFIRMED);

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), ended)
                .when(compare(over, READ_AT.minusSeconds(1)))
                .expectNoEvents();
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), ended)
                .when(compare(over, READ_AT))
                .expectEvents(confirmed);
        assertThat(due(Agreements.recorded(), Agreements.licensed(MADE_AT), ended))
                .noneMatch(EndSubscription.class::isInstance);
        assertThat(due(Agreements.recorded(), Agreements.licensed(MADE_AT), ended, confirmed))
                .contains(new EndSubscription(PURCHASE.subscriptionId(), PURCHASE, READ_AT));
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), ended, confirmed)
                .when(compare(over, READ_AT.plusSeconds(60)))
                .expectNoEvents();
    }

    @Test
    void a_licence_that_came_back_before_the_agreements_end_leaves_the_final_hour() {
        var gone = Agreements.deprovisioned(MADE_AT.plusSeconds(60));
        var back = Agreements.licensed(MADE_AT.plusSeconds(120));
        var ended = Agreements.ended(AgreementEnd.CANCELLED, READ_AT.minusSeconds(60));
        var over = Agreements.reading(Status.CANCELLED, Provision.DEPROVISIONED, false);
        var found = read(over, AgreementDifference.LICENCE_ENDED);

        assertThat(due(Agreements.recorded(), Agreements.licensed(MADE_AT), gone, back, ended))
                .endsWith(new BeginEndingSubscription(PURCHASE.subscriptionId(), PURCHASE, READ_AT.minusSeconds(60)));
        fixture.given(Agreements.recorded(), gone, back, ended)
                .when(compare(over, READ_AT))
                .expectEvents(found);
        assertThat(due(Agreements.recorded(), gone, back, ended, found))
                .endsWith(new EndSubscription(PURCHASE.subscriptionId(), PURCHASE, READ_AT));
    }

    @Test
    void what_is_archived_has_ended() {
        var archived = Agreements.reading(Status.ARCHIVED, Provision.DEPROVISIONED, false);
        var found = read(archived, AgreementDifference.LICENCE_ENDED, AgreementDifference.ENDED);

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                .when(compare(archived, READ_AT))
                .expectEvents(found);
        assertThat(due(Agreements.recorded(), Agreements.licensed(MADE_AT), found))
                .endsWith(new EndSubscription(PURCHASE.subscriptionId(), PURCHASE, READ_AT));
    }

    @Test
    void a_revision_that_was_rolled_back_or_superseded_ends_nothing() {
        for (var revision : List.of(Status.ROLLED_BACK, Status.SUPERSEDED)) {
            fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                    .when(compare(Agreements.reading(revision, Provision.PROVISIONED, false), READ_AT))
                    .expectNoEvents();
        }
    }

    @Test
    void an_end_is_not_confirmed_while_the_licence_is_in_force_or_another_agreement_follows() {
        var ended = Agreements.ended(AgreementEnd.CANCELLED, MADE_AT);
        for (var said : List.of(
                Agreements.reading(Status.CANCELLED, Provision.PROVISIONED, false),
                Agreements.reading(Status.RENEWED, Provision.UNTOLD, false),
                Agreements.reading(Status.UNTOLD, Provision.UNTOLD, false))) {
            fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), ended)
                    .when(compare(said, READ_AT))
                    .expectNoEvents();
        }
    }

    @Test
    void a_free_trial_is_learnt_and_its_end_too() {
        var trial = Agreements.reading(Status.ACTIVE, Provision.PROVISIONED, true);

        assertThat(due(
                        Agreements.recorded(),
                        Agreements.licensed(MADE_AT),
                        read(trial, AgreementDifference.FREE_TRIAL)))
                .endsWith(new ConfirmSubscription(PURCHASE.subscriptionId(), PURCHASE, OFFER, true, READ_AT));
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), read(trial, AgreementDifference.FREE_TRIAL))
                .when(compare(IN_FORCE, READ_AT.plusSeconds(60)))
                .expectEvents(new AgreementRead(
                        ID,
                        AWS_ID,
                        IN_FORCE,
                        PURCHASE,
                        null,
                        List.of(AgreementDifference.FREE_TRIAL),
                        ReadingCause.REGULAR,
                        READ_AT.plusSeconds(60)));
    }

    @Test
    void what_is_known_of_a_trial_makes_no_failed_payment_good() {
        var failing = Agreements.reading(Status.ACTIVE, Provision.FAILED, true);
        var failingWithoutTrial = Agreements.reading(Status.ACTIVE, Provision.FAILED, false);
        var both = read(failing, AgreementDifference.PAYMENT_FAILED, AgreementDifference.FREE_TRIAL);
        var trialOver = readAt(READ_AT.plusSeconds(60), failingWithoutTrial, AgreementDifference.FREE_TRIAL);
        var failed = new FailSubscription(PURCHASE.subscriptionId(), PURCHASE, READ_AT);

        assertThat(due(Agreements.recorded(), Agreements.licensed(MADE_AT), both))
                .endsWith(failed)
                .noneMatch(ConfirmSubscription.class::isInstance);
        assertThat(due(Agreements.recorded(), Agreements.licensed(MADE_AT), both, trialOver))
                .endsWith(failed)
                .noneMatch(ConfirmSubscription.class::isInstance);
    }

    @Test
    void what_is_in_force_although_it_had_ended_waits_for_a_person_and_gives_nothing_back() {
        var ended = Agreements.ended(AgreementEnd.CANCELLED, MADE_AT.plusSeconds(60));
        var found = read(IN_FORCE, AgreementDifference.STILL_IN_FORCE);

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), ended)
                .when(compare(IN_FORCE, READ_AT))
                .expectEvents(found);
        assertThat(due(Agreements.recorded(), Agreements.licensed(MADE_AT), ended, found))
                .noneMatch(ConfirmSubscription.class::isInstance)
                .anyMatch(OpenTask.class::isInstance);
    }

    @Test
    void a_contradiction_settles_when_aws_agrees_again_and_may_come_back() {
        var ended = Agreements.ended(AgreementEnd.CANCELLED, MADE_AT.plusSeconds(60));
        var gone = Agreements.deprovisioned(MADE_AT.plusSeconds(61));
        var found = read(IN_FORCE, AgreementDifference.STILL_IN_FORCE);
        var over = Agreements.reading(Status.CANCELLED, Provision.DEPROVISIONED, false);
        var later = READ_AT.plusSeconds(60);
        var agrees = readAt(later, over, AgreementDifference.AGREES_AGAIN);

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), ended, gone, found)
                .when(compare(over, later))
                .expectEvents(agrees);
        assertThat(due(Agreements.recorded(), Agreements.licensed(MADE_AT), ended, gone, found, agrees))
                .endsWith(new SettleTask(TaskKind.CONTRADICTION, AWS_ID, later))
                .noneMatch(OpenTask.class::isInstance);
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), ended, gone, found, agrees)
                .when(compare(IN_FORCE, later.plusSeconds(60)))
                .expectEvents(readAt(later.plusSeconds(60), IN_FORCE, AgreementDifference.STILL_IN_FORCE));
    }

    @Test
    void soon_after_an_end_the_api_may_not_know_of_it_yet() {
        var ended = Agreements.ended(AgreementEnd.CANCELLED, READ_AT.minus(AgreementDifferences.LAG));

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), ended)
                .when(compare(IN_FORCE, READ_AT))
                .expectNoEvents();
    }

    @Test
    void what_was_signed_ahead_is_written_down_once() {
        var ahead = Agreements.reading(Status.ACTIVE, Provision.SCHEDULED, false);

        fixture.given(Agreements.recorded())
                .when(compare(ahead, READ_AT))
                .expectEvents(read(ahead, AgreementDifference.SCHEDULED));
        fixture.given(Agreements.recorded(), read(ahead, AgreementDifference.SCHEDULED))
                .when(compare(ahead, READ_AT.plusSeconds(60)))
                .expectNoEvents();
        assertThat(due(Agreements.recorded(), read(ahead, AgreementDifference.SCHEDULED)))
                .startsWith(new SubscribeFromMarketplace(PURCHASE.subscriptionId(), PURCHASE, null, false))
                .noneMatch(ConfirmSubscription.class::isInstance);
    }

    @Test
    void what_is_pending_or_not_told_concludes_nothing_about_the_licence() {
        for (var provision : List.of(Provision.PENDING, Provision.UNTOLD)) {
            fixture.given(Agreements.recorded())
                    .when(compare(Agreements.reading(Status.ACTIVE, provision, false), READ_AT))
                    .expectNoEvents();
        }
    }

    @Test
    void what_was_signed_ahead_is_known_from_the_first_answer_about_its_licence_on() {
        var later = READ_AT.plus(Duration.ofDays(40));
        var recorded = new AgreementRecorded(
                ID, AWS_ID, AgreementIntent.NEW, null, "222222222222", OFFER, later, null, MADE_AT);
        var scheduled = new AgreementReading(
                AWS_ID,
                Status.ACTIVE,
                null,
                null,
                OFFER,
                PURCHASE.licenseArn(),
                Provision.SCHEDULED,
                "FUTURE_START_DATE",
                false,
                later,
                null);
        var found = read(scheduled, AgreementDifference.SCHEDULED);

        fixture.given(recorded).when(compare(scheduled, READ_AT)).expectEvents(found);
        fixture.given(recorded, found)
                .when(compare(scheduled, READ_AT.plusSeconds(60)))
                .expectNoEvents();
        assertThat(due(recorded, found)).endsWith(new ScheduleSubscription(PURCHASE.subscriptionId(), PURCHASE, later));
    }

    /** The events of a real agreement: messages older than a reading change nothing any more. */
    @Test
    void a_message_that_is_older_than_the_reading_is_no_news() {
        var domain = InMemoryDomain.with(new SettableClock());
        domain.send(compare(IN_FORCE, READ_AT));
        var before = domain.history().size();

        domain.send(new LicenseAgreement(ID, AWS_ID, PURCHASE, OFFER, MADE_AT));

        assertThat(domain.history()).hasSize(before);
    }

    private static List<Object> due(AgreementEvent... history) {
        var facts = new AgreementFacts();
        for (var event : history) {
            switch (event) {
                case AgreementRecorded it -> facts.learn(it);
                case AgreementLicensed it -> facts.learn(it);
                case AgreementEnded it -> facts.learn(it);
                case AgreementDeprovisioned it -> facts.learn(it);
                case AgreementRead it -> facts.learn(it);
                default -> throw new IllegalArgumentException(event.toString());
            }
        }
        return facts.standing().due().stream()
                .filter(due -> due instanceof SubscriptionCommand || due instanceof TaskCommand)
                .toList();
    }

    private static CompareAgreement compare(AgreementReading reading, Instant at) {
        return new CompareAgreement(ID, reading, PURCHASE, null, ReadingCause.REGULAR, at);
    }

    private static AgreementRead read(AgreementReading reading, AgreementDifference... differences) {
        return readAt(READ_AT, reading, differences);
    }

    private static AgreementRead readAt(Instant at, AgreementReading reading, AgreementDifference... differences) {
        return new AgreementRead(ID, AWS_ID, reading, PURCHASE, null, List.of(differences), ReadingCause.REGULAR, at);
    }
}
