package io.mooring.verification.command;

import static io.mooring.testsupport.time.SettableClock.NOW;
import static io.mooring.testsupport.verification.Verifications.ACTIVATION;
import static io.mooring.testsupport.verification.Verifications.ID;
import static io.mooring.testsupport.verification.Verifications.MAILBOX;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationRule;
import io.mooring.rule.command.Refusal;
import io.mooring.testsupport.privacy.TestKeys;
import io.mooring.testsupport.verification.Verifications;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.RequestAnotherCode;
import io.mooring.verification.api.VerificationRule;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Test;

class RequestAnotherCodeTest {

    private static final Instant A_MINUTE_LATER = NOW.plusSeconds(60);

    private final VerificationFixture fixture = new VerificationFixture();

    RequestAnotherCodeTest() {
        fixture.budget.spendCode(TestKeys.LOOKUP.ofMailbox(MAILBOX), Purpose.REGISTER, NOW);
    }

    @Test
    void after_exactly_a_minute_there_is_another_code() {
        fixture.clock.set(A_MINUTE_LATER);
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(new RequestAnotherCode(ID, ACTIVATION))
                .expectEvents(Verifications.code(2, A_MINUTE_LATER))
                .expectResultMessagePayload(
                        new CodeValidity(A_MINUTE_LATER.plus(Duration.ofMinutes(10)), A_MINUTE_LATER.plusSeconds(60)));
    }

    @Test
    void a_moment_earlier_there_is_none() {
        fixture.clock.set(A_MINUTE_LATER.minusNanos(1));
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(new RequestAnotherCode(ID, ACTIVATION))
                .expectNoEvents()
                .expectException(Refusal.by(VerificationRule.NOT_TOO_SOON, A_MINUTE_LATER));
    }

    @Test
    void an_expired_challenge_can_be_given_another_code() {
        fixture.clock.advance(Duration.ofHours(1));
        fixture.axon
                .given(Verifications.withWrongTries(Verifications.waitingForCode(), 5))
                .when(new RequestAnotherCode(ID, ACTIVATION))
                .expectEvents(Verifications.code(2, NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void a_proven_mailbox_needs_no_further_code() {
        fixture.clock.set(A_MINUTE_LATER);
        fixture.axon
                .given(Verifications.waitingForCode())
                .andGiven(Verifications.verified(Purpose.REGISTER, null))
                .when(new RequestAnotherCode(ID, ACTIVATION))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_closed_activation_gets_none() {
        fixture.clock.set(A_MINUTE_LATER);
        fixture.door.close(ACTIVATION);
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(new RequestAnotherCode(ID, ACTIVATION))
                .expectNoEvents()
                .expectException(Refusal.by(ActivationRule.OPEN));
    }

    @Test
    void another_activation_sees_no_such_challenge() {
        var other = new ActivationId("activation-2");
        fixture.door.open(other);
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(new RequestAnotherCode(ID, other))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }
}
