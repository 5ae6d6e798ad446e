package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.agreement.Agreements.OFFER;

import io.mooring.agreement.api.AgreementHearing;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.RecordAgreement;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.testsupport.agreement.Agreements;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class RecordAgreementTest {

    private final AggregateTestFixture<Agreement> fixture = new AggregateTestFixture<>(Agreement.class);

    @Test
    void an_agreement_is_recorded_as_aws_tells_of_it() {
        fixture.givenNoPriorActivity()
                .when(record(AgreementIntent.NEW, MADE_AT))
                .expectEvents(Agreements.recorded());
    }

    @Test
    void after_the_licence_it_is_recorded_as_well() {
        fixture.given(Agreements.licensed(MADE_AT.plusSeconds(60)))
                .when(record(AgreementIntent.NEW, MADE_AT))
                .expectEvents(Agreements.recorded());
    }

    @Test
    void an_amendment_is_recorded_beside_it() {
        var amended = MADE_AT.plusSeconds(3600);
        fixture.given(Agreements.recorded())
                .when(record(AgreementIntent.AMEND, amended))
                .expectEvents(new AgreementRecorded(
                        ID, AWS_ID, AgreementIntent.AMEND, null, "222222222222", OFFER, MADE_AT, null, amended));
    }

    @Test
    void an_amendment_that_comes_first_hides_nothing_of_how_it_was_made() {
        fixture.given(new AgreementRecorded(
                        ID,
                        AWS_ID,
                        AgreementIntent.AMEND,
                        null,
                        "222222222222",
                        OFFER,
                        MADE_AT,
                        null,
                        MADE_AT.plusSeconds(3600)))
                .when(record(AgreementIntent.NEW, MADE_AT))
                .expectEvents(Agreements.recorded());
    }

    @Test
    void the_same_again_does_nothing() {
        fixture.given(Agreements.recorded())
                .when(record(AgreementIntent.NEW, MADE_AT))
                .expectResultMessagePayload(new AgreementHearing(
                        new Hearing(Heard.TOLD_BEFORE, "made", MADE_AT),
                        Agreements.recorded(Agreements.standing(null, null, null, null, null, null))))
                .expectNoEvents();
    }

    private static RecordAgreement record(AgreementIntent intent, Instant at) {
        return new RecordAgreement(ID, AWS_ID, intent, null, "222222222222", OFFER, MADE_AT, null, at);
    }
}
