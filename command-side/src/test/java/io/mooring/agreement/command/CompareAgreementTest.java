package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.agreement.Agreements.OFFER;
import static io.mooring.testsupport.agreement.Agreements.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementEvent;
import io.mooring.agreement.api.AgreementLicensed;
import io.mooring.agreement.api.AgreementRead;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionCommand;
import io.mooring.task.api.OpenTask;
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
        var gone = Agreements.deprovisioned(READ_AT.minus(AgreementFacts.LAG));

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
    void soon_after_an_end_the_api_may_not_know_of_it_yet() {
        var ended = Agreements.ended(AgreementEnd.CANCELLED, READ_AT.minus(AgreementFacts.LAG));

        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT), ended)
                .when(compare(IN_FORCE, READ_AT))
                .expectNoEvents();
    }

    @Test
    void what_is_scheduled_or_not_told_concludes_nothing_about_the_licence() {
        for (var provision : List.of(Provision.SCHEDULED, Provision.PENDING, Provision.UNTOLD)) {
            fixture.given(Agreements.recorded())
                    .when(compare(Agreements.reading(Status.ACTIVE, provision, false), READ_AT))
                    .expectNoEvents();
        }
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
                case AgreementRead it -> facts.learn(it);
                default -> throw new IllegalArgumentException(event.toString());
            }
        }
        return facts.standing().due().stream()
                .filter(due -> due instanceof SubscriptionCommand || due instanceof OpenTask)
                .toList();
    }

    private static CompareAgreement compare(AgreementReading reading, Instant at) {
        return new CompareAgreement(ID, reading, PURCHASE, null, ReadingCause.REGULAR, at);
    }

    private static AgreementRead read(AgreementReading reading, AgreementDifference... differences) {
        return new AgreementRead(
                ID, AWS_ID, reading, PURCHASE, null, List.of(differences), ReadingCause.REGULAR, READ_AT);
    }
}
