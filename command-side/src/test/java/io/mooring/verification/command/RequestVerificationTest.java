package io.mooring.verification.command;

import static io.mooring.testsupport.time.SettableClock.NOW;
import static io.mooring.testsupport.verification.Verifications.ACTIVATION;
import static io.mooring.testsupport.verification.Verifications.ID;
import static io.mooring.testsupport.verification.Verifications.MAILBOX;
import static io.mooring.verification.command.MailboxBudget.CODES_A_DAY;

import io.mooring.activation.api.ActivationRule;
import io.mooring.rule.command.Refusal;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.privacy.TestKeys;
import io.mooring.testsupport.verification.Verifications;
import io.mooring.verification.api.CodeIssued;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.RequestVerification;
import io.mooring.verification.api.VerificationRequested;
import io.mooring.verification.api.VerificationRule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestVerificationTest {

    private static final String MAILBOX_KEY = TestKeys.LOOKUP.ofMailbox(MAILBOX);
    private static final Instant MIDNIGHT = Instant.parse("2026-11-03T00:00:00Z");
    private static final CodeValidity VALIDITY =
            new CodeValidity(NOW.plus(Duration.ofMinutes(10)), NOW.plusSeconds(60));

    private final VerificationFixture fixture = new VerificationFixture();

    @Test
    void a_challenge_issues_its_first_code_for_ten_minutes() {
        fixture.axon
                .givenNoPriorActivity()
                .when(request(Purpose.REGISTER, MAILBOX))
                .expectEvents(
                        new VerificationRequested(
                                ID, ACTIVATION, Purpose.REGISTER, MAILBOX, null, MailLanguage.EN, NOW),
                        issued(Purpose.REGISTER, MAILBOX))
                .expectResultMessagePayload(VALIDITY);
    }

    @Test
    void a_repeated_request_answers_the_same_and_issues_nothing() {
        fixture.clock.advance(Duration.ofSeconds(5));
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(request(Purpose.REGISTER, MAILBOX))
                .expectNoEvents()
                .expectResultMessagePayload(VALIDITY);
    }

    @Test
    void a_closed_activation_proves_nothing() {
        fixture.door.close(ACTIVATION);
        fixture.axon
                .givenNoPriorActivity()
                .when(request(Purpose.REGISTER, MAILBOX))
                .expectNoEvents()
                .expectException(Refusal.by(ActivationRule.OPEN));
    }

    @Test
    void another_challenge_to_the_same_mailbox_has_to_wait_a_minute() {
        fixture.budget.spendCode(MAILBOX_KEY, Purpose.REGISTER, NOW.minusSeconds(59));
        fixture.axon
                .givenNoPriorActivity()
                .when(request(Purpose.REGISTER, "ANN@harbour.example"))
                .expectNoEvents()
                .expectException(Refusal.by(VerificationRule.NOT_TOO_SOON, NOW.plusSeconds(1)));
    }

    @Test
    void a_challenge_for_another_purpose_need_not_wait() {
        fixture.budget.spendCode(MAILBOX_KEY, Purpose.CONSOLE, NOW);
        fixture.axon
                .givenNoPriorActivity()
                .when(request(Purpose.REGISTER, MAILBOX))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_mailbox_is_sent_so_many_codes_a_day() {
        spendADaysCodes(MAILBOX_KEY, Purpose.REGISTER);
        fixture.axon
                .givenNoPriorActivity()
                .when(request(Purpose.REGISTER, MAILBOX))
                .expectNoEvents()
                .expectException(Refusal.by(VerificationRule.MAILBOX_WITHIN_LIMIT, MIDNIGHT));
    }

    @Test
    void a_name_that_nobody_has_is_answered_like_any_other() {
        fixture.axon
                .givenNoPriorActivity()
                .when(request(Purpose.BIND, null))
                .expectEvents(
                        new VerificationRequested(ID, ACTIVATION, Purpose.BIND, null, null, MailLanguage.EN, NOW),
                        issued(Purpose.BIND, null))
                .expectResultMessagePayload(VALIDITY);
    }

    @Test
    void a_name_that_nobody_has_makes_the_next_name_wait_like_any_other() {
        fixture.budget.spendCode(ACTIVATION.value(), Purpose.BIND, NOW.minusSeconds(30));
        fixture.axon
                .givenNoPriorActivity()
                .when(request(Purpose.BIND, MAILBOX))
                .expectNoEvents()
                .expectException(Refusal.by(VerificationRule.NOT_TOO_SOON, NOW.plusSeconds(30)));
    }

    @Test
    void a_mailbox_on_file_that_another_activation_wrote_to_just_now_gets_no_mail_and_nobody_is_told() {
        fixture.budget.spendCode(MAILBOX_KEY, Purpose.BIND, NOW.minusSeconds(30));
        fixture.axon
                .givenNoPriorActivity()
                .when(request(Purpose.BIND, MAILBOX))
                .expectEvents(
                        new VerificationRequested(
                                ID, ACTIVATION, Purpose.BIND, MAILBOX, BillingAccounts.ID, MailLanguage.EN, NOW),
                        issued(Purpose.BIND, null))
                .expectResultMessagePayload(VALIDITY);
    }

    @Test
    void a_mailbox_on_file_past_its_day_gets_no_mail_and_nobody_is_told() {
        spendADaysCodes(MAILBOX_KEY, Purpose.BIND);
        fixture.axon
                .givenNoPriorActivity()
                .when(request(Purpose.BIND, MAILBOX))
                .expectSuccessfulHandlerExecution()
                .expectResultMessagePayload(VALIDITY);
    }

    private void spendADaysCodes(String key, Purpose purpose) {
        for (var i = CODES_A_DAY; i > 0; i--) {
            fixture.budget.spendCode(key, purpose, NOW.minus(Duration.ofMinutes(i * 2L)));
        }
    }

    private static RequestVerification request(Purpose purpose, @Nullable String mailbox) {
        var onFile = purpose == Purpose.BIND && mailbox != null ? BillingAccounts.ID : null;
        return new RequestVerification(ID, ACTIVATION, purpose, mailbox, onFile, MailLanguage.EN);
    }

    private static CodeIssued issued(Purpose purpose, @Nullable String mailbox) {
        return new CodeIssued(
                ID, ACTIVATION, purpose, 1, mailbox, MailLanguage.EN, NOW, NOW.plus(Duration.ofMinutes(10)));
    }
}
