package io.mooring.agreement.command;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.MADE_AT;
import static io.mooring.testsupport.agreement.Agreements.OFFER;
import static io.mooring.testsupport.agreement.Agreements.PURCHASE;

import io.mooring.agreement.api.AgreementEndAnnounced;
import io.mooring.agreement.api.AgreementHearing;
import io.mooring.agreement.api.AnnounceAgreementEnd;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.testsupport.agreement.Agreements;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class AnnounceAgreementEndTest {

    private static final Instant ENDS_AT = MADE_AT.plus(Duration.ofDays(365));
    private static final Instant AT = ENDS_AT.minus(Duration.ofDays(90));

    private final AggregateTestFixture<Agreement> fixture = new AggregateTestFixture<>(Agreement.class);

    @Test
    void an_end_that_is_told_ahead_is_recorded_and_ends_nothing() {
        fixture.given(Agreements.recorded(), Agreements.licensed(MADE_AT))
                .when(announce(true, AT))
                .expectEvents(new AgreementEndAnnounced(ID, AWS_ID, ENDS_AT, true, AT))
                .expectResultMessagePayload(new AgreementHearing(
                        new Hearing(Heard.NEWS, "end announced", AT),
                        Agreements.recorded(Agreements.standing(PURCHASE, OFFER, MADE_AT, null, null, null))));
    }

    @Test
    void each_later_announcement_is_recorded_and_no_other_one() {
        var first = new AgreementEndAnnounced(ID, AWS_ID, ENDS_AT, true, AT);
        var later = AT.plus(Duration.ofDays(30));
        fixture.given(first).when(announce(true, AT)).expectNoEvents();
        fixture.given(first).when(announce(true, AT.minusSeconds(1))).expectNoEvents();
        fixture.given(first)
                .when(announce(false, later))
                .expectEvents(new AgreementEndAnnounced(ID, AWS_ID, ENDS_AT, false, later));
    }

    private static AnnounceAgreementEnd announce(boolean autoRenewal, Instant at) {
        return new AnnounceAgreementEnd(ID, AWS_ID, ENDS_AT, autoRenewal, at);
    }
}
