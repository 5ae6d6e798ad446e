package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.agreement.Agreements.OFFER;
import static io.mooring.testsupport.agreement.Agreements.PURCHASE;

import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementHearing;
import io.mooring.agreement.api.AgreementRule;
import io.mooring.agreement.api.LicenseAgreement;
import io.mooring.rule.command.Refusal;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.Purchase;
import io.mooring.testsupport.agreement.Agreements;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class LicenseAgreementTest {

    private final AggregateTestFixture<Agreement> fixture = new AggregateTestFixture<>(Agreement.class);

    @Test
    void the_licence_makes_known_what_the_agreement_is_about() {
        fixture.given(Agreements.recorded())
                .when(license(PURCHASE, MADE_AT.plusSeconds(5)))
                .expectEvents(Agreements.licensed(MADE_AT.plusSeconds(5)))
                .expectResultMessagePayload(Agreements.news(
                        "licence in force",
                        MADE_AT.plusSeconds(5),
                        Agreements.recorded(
                                Agreements.standing(PURCHASE, OFFER, MADE_AT.plusSeconds(5), null, null, null))));
    }

    @Test
    void a_licence_before_its_agreement_is_as_good() {
        fixture.givenNoPriorActivity().when(license(PURCHASE, MADE_AT)).expectEvents(Agreements.licensed(MADE_AT));
    }

    @Test
    void a_change_of_the_licence_is_news_and_an_older_one_is_not() {
        fixture.given(Agreements.licensed(MADE_AT))
                .when(license(PURCHASE, MADE_AT.plusSeconds(1)))
                .expectEvents(Agreements.licensed(MADE_AT.plusSeconds(1)));
        fixture.given(Agreements.licensed(MADE_AT.plusSeconds(1)))
                .when(license(PURCHASE, MADE_AT))
                .expectNoEvents()
                .expectResultMessagePayload(new AgreementHearing(
                        new Hearing(Heard.OLDER, "licence in force", MADE_AT.plusSeconds(1)),
                        Agreements.standing(PURCHASE, OFFER, MADE_AT.plusSeconds(1), null, null, null)));
    }

    @Test
    void a_licence_after_the_end_answers_with_the_end() {
        var end = MADE_AT.plusSeconds(9);
        fixture.given(Agreements.ended(AgreementEnd.CANCELLED, end))
                .when(license(PURCHASE, MADE_AT))
                .expectEvents(Agreements.licensed(MADE_AT))
                .expectResultMessagePayload(Agreements.news(
                        "licence in force",
                        MADE_AT,
                        Agreements.standing(PURCHASE, OFFER, MADE_AT, null, AgreementEnd.CANCELLED, end)));
    }

    @Test
    void the_other_spelling_of_the_licence_is_the_same_licence() {
        fixture.given(Agreements.licensed(MADE_AT))
                .when(license(ofLicence("arn:aws:license-manager::222222222222:license/l-0123"), MADE_AT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_second_licence_is_refused() {
        fixture.given(Agreements.licensed(MADE_AT))
                .when(license(ofLicence("l-other"), MADE_AT.plusSeconds(1)))
                .expectNoEvents()
                .expectException(Refusal.by(AgreementRule.ONE_LICENCE));
    }

    private static Purchase ofLicence(String licence) {
        return new Purchase(PURCHASE.listing(), PURCHASE.partition(), PURCHASE.productCode(), null, licence);
    }

    private static LicenseAgreement license(Purchase purchase, Instant at) {
        return new LicenseAgreement(ID, AWS_ID, purchase, OFFER, at);
    }
}
