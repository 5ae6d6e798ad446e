package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.agreement.Agreements.OFFER;
import static io.mooring.testsupport.agreement.Agreements.PURCHASE;

import io.mooring.agreement.api.AgreementRule;
import io.mooring.agreement.api.DeprovisionAgreement;
import io.mooring.rule.command.Refusal;
import io.mooring.subscription.api.Purchase;
import io.mooring.testsupport.agreement.Agreements;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class DeprovisionAgreementTest {

    private final AggregateTestFixture<Agreement> fixture = new AggregateTestFixture<>(Agreement.class);

    @Test
    void the_licence_is_no_longer_in_force() {
        var gone = MADE_AT.plusSeconds(60);
        fixture.given(Agreements.licensed(MADE_AT))
                .when(deprovision(PURCHASE, gone))
                .expectEvents(Agreements.deprovisioned(gone))
                .expectResultMessagePayload(Agreements.news(
                        "licence ended", gone, Agreements.standing(PURCHASE, OFFER, MADE_AT, gone, null, null)));
    }

    @Test
    void a_licence_that_nobody_heard_of_is_known_by_its_end() {
        fixture.givenNoPriorActivity()
                .when(deprovision(PURCHASE, MADE_AT))
                .expectEvents(Agreements.deprovisioned(MADE_AT))
                .expectResultMessagePayload(Agreements.news(
                        "licence ended", MADE_AT, Agreements.standing(PURCHASE, null, null, MADE_AT, null, null)));
    }

    @Test
    void the_same_again_does_nothing() {
        fixture.given(Agreements.licensed(MADE_AT), Agreements.deprovisioned(MADE_AT.plusSeconds(1)))
                .when(deprovision(PURCHASE, MADE_AT.plusSeconds(1)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void another_licence_is_refused() {
        var other = new Purchase(PURCHASE.listing(), PURCHASE.partition(), PURCHASE.productCode(), null, "l-other");
        fixture.given(Agreements.licensed(MADE_AT))
                .when(deprovision(other, MADE_AT))
                .expectNoEvents()
                .expectException(Refusal.by(AgreementRule.ONE_LICENCE));
    }

    private static DeprovisionAgreement deprovision(Purchase purchase, Instant at) {
        return new DeprovisionAgreement(ID, AWS_ID, purchase, at);
    }
}
