package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.agreement.Agreements.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementStanding;
import io.mooring.agreement.api.AgreementSucceeded;
import io.mooring.agreement.api.SucceedAgreement;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SupersedeSubscription;
import io.mooring.testsupport.agreement.Agreements;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class SucceedAgreementTest {

    private static final Instant LATER = MADE_AT.plusSeconds(900);
    private static final Purchase SUCCESSOR =
            new Purchase("metrics", "aws", "product-2", null, "arn:aws:license-manager::222222222222:license:l-0456");

    private final AggregateTestFixture<Agreement> fixture = new AggregateTestFixture<>(Agreement.class);

    @Test
    void the_first_successor_is_recorded_and_the_subscription_goes_on_under_its_licence() {
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                .when(succeed("agmt-aaa2"))
                .expectEvents(new AgreementSucceeded(ID, AWS_ID, "agmt-aaa2", SUCCESSOR, LATER));
        fixture.given(new AgreementSucceeded(ID, AWS_ID, "agmt-aaa2", SUCCESSOR, LATER))
                .when(succeed("agmt-aaa3"))
                .expectNoEvents();
    }

    @Test
    void what_has_no_licence_yet_hands_on_when_it_has() {
        var standing = new AgreementFacts();
        standing.learn(new AgreementSucceeded(ID, AWS_ID, "agmt-aaa2", SUCCESSOR, LATER));
        assertThat(due(standing.standing())).isEmpty();

        standing.learn(Agreements.licensed(MADE_AT));

        assertThat(due(standing.standing()))
                .containsExactly(new SupersedeSubscription(
                        PURCHASE.subscriptionId(), PURCHASE, SUCCESSOR.subscriptionId(), LATER));
    }

    private static List<Object> due(AgreementStanding standing) {
        return standing.due().stream()
                .filter(SupersedeSubscription.class::isInstance)
                .toList();
    }

    private static SucceedAgreement succeed(String by) {
        return new SucceedAgreement(ID, AWS_ID, by, SUCCESSOR, LATER);
    }
}
