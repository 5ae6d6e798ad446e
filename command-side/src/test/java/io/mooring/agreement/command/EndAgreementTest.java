package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.agreement.Agreements.OFFER;
import static io.mooring.testsupport.agreement.Agreements.PURCHASE;

import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementHearing;
import io.mooring.agreement.api.EndAgreement;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.testsupport.agreement.Agreements;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class EndAgreementTest {

    private static final Instant END = MADE_AT.plusSeconds(600);

    private final AggregateTestFixture<Agreement> fixture = new AggregateTestFixture<>(Agreement.class);

    @Test
    void the_end_is_recorded_with_how_it_came_about() {
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                .when(end(AgreementEnd.CANCELLED, END))
                .expectEvents(Agreements.ended(AgreementEnd.CANCELLED, END))
                .expectResultMessagePayload(Agreements.news(
                        "cancelled",
                        END,
                        Agreements.recorded(
                                Agreements.standing(PURCHASE, OFFER, MADE_AT, null, AgreementEnd.CANCELLED, END))));
    }

    @Test
    void an_end_before_everything_else_is_kept() {
        fixture.givenNoPriorActivity()
                .when(end(AgreementEnd.EXPIRED, END))
                .expectEvents(Agreements.ended(AgreementEnd.EXPIRED, END))
                .expectResultMessagePayload(Agreements.news(
                        "expired", END, Agreements.standing(null, null, null, null, AgreementEnd.EXPIRED, END)));
    }

    @Test
    void the_same_or_an_older_end_does_nothing() {
        fixture.given(Agreements.ended(AgreementEnd.RENEWED, END))
                .when(end(AgreementEnd.RENEWED, END))
                .expectResultMessagePayload(stands(Heard.TOLD_BEFORE, AgreementEnd.RENEWED, "renewed"))
                .expectNoEvents();
        fixture.given(Agreements.ended(AgreementEnd.RENEWED, END))
                .when(end(AgreementEnd.CANCELLED, END.minusSeconds(1)))
                .expectResultMessagePayload(stands(Heard.OLDER, AgreementEnd.RENEWED, "renewed"))
                .expectNoEvents();
    }

    @Test
    void of_two_ends_the_later_one_counts_and_of_two_at_once_the_graver_one() {
        fixture.given(Agreements.ended(AgreementEnd.RENEWED, END))
                .when(end(AgreementEnd.TERMINATED, END.plusSeconds(1)))
                .expectEvents(Agreements.ended(AgreementEnd.TERMINATED, END.plusSeconds(1)));
        fixture.given(Agreements.ended(AgreementEnd.RENEWED, END))
                .when(end(AgreementEnd.CANCELLED, END))
                .expectEvents(Agreements.ended(AgreementEnd.CANCELLED, END));
        fixture.given(Agreements.ended(AgreementEnd.CANCELLED, END))
                .when(end(AgreementEnd.RENEWED, END))
                .expectResultMessagePayload(stands(Heard.OLDER, AgreementEnd.CANCELLED, "cancelled"))
                .expectNoEvents();
    }

    private static AgreementHearing stands(Heard heard, AgreementEnd end, String fact) {
        return new AgreementHearing(
                new Hearing(heard, fact, END), Agreements.standing(null, null, null, null, end, END));
    }

    private static EndAgreement end(AgreementEnd end, Instant at) {
        return new EndAgreement(ID, AWS_ID, end, at);
    }
}
