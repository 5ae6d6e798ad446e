package io.mooring.verification.command;

import static io.mooring.testsupport.time.SettableClock.NOW;
import static io.mooring.testsupport.verification.Verifications.ACTIVATION;
import static io.mooring.testsupport.verification.Verifications.ID;
import static io.mooring.testsupport.verification.Verifications.MAILBOX;
import static io.mooring.verification.command.MailboxBudget.WRONG_TRIES_A_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationRule;
import io.mooring.rule.command.Refusal;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.privacy.TestKeys;
import io.mooring.testsupport.verification.Verifications;
import io.mooring.verification.api.CodeIssued;
import io.mooring.verification.api.EmailVerified;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationAttemptFailed;
import io.mooring.verification.api.VerificationEvent;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationOutcome;
import io.mooring.verification.api.VerificationRequested;
import io.mooring.verification.api.VerificationRule;
import io.mooring.verification.api.VerifyEmail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyEmailTest {

    private static final String RIGHT = TestKeys.CODES.code(ID, 1);
    private static final String MAILBOX_KEY = TestKeys.LOOKUP.ofMailbox(MAILBOX);
    private static final Instant EXPIRES_AT = NOW.plus(Duration.ofMinutes(10));
    private static final Instant MIDNIGHT = Instant.parse("2026-11-03T00:00:00Z");

    private final VerificationFixture fixture = new VerificationFixture();

    @Test
    void the_right_code_proves_the_mailbox() {
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(typed(RIGHT))
                .expectEvents(Verifications.verified(Purpose.REGISTER, null))
                .expectResultMessagePayload(new VerificationOutcome(true, 0));
        assertThat(fixture.proofs.require(ID, ACTIVATION, Purpose.REGISTER).mailboxKey())
                .isEqualTo(MAILBOX_KEY);
    }

    @Test
    void blanks_and_hyphens_do_not_matter() {
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(typed(" " + RIGHT.substring(0, 4) + "-" + RIGHT.substring(4) + "\t"))
                .expectResultMessagePayload(new VerificationOutcome(true, 0));
    }

    @Test
    void a_wrong_code_is_an_event_and_an_answer_so_that_it_counts() {
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(typed(wrong()))
                .expectEvents(new VerificationAttemptFailed(ID, 4, NOW))
                .expectResultMessagePayload(new VerificationOutcome(false, 4));
        assertThat(fixture.budget.wrongTries(MAILBOX_KEY, NOW)).isEqualTo(1);
    }

    @Test
    void the_fifth_wrong_try_leaves_none() {
        fixture.axon
                .given(Verifications.withWrongTries(Verifications.waitingForCode(), 4))
                .when(typed(wrong()))
                .expectEvents(new VerificationAttemptFailed(ID, 0, NOW))
                .expectResultMessagePayload(new VerificationOutcome(false, 0));
    }

    @Test
    void after_five_wrong_tries_not_even_the_right_code_passes() {
        fixture.axon
                .given(Verifications.withWrongTries(Verifications.waitingForCode(), 5))
                .when(typed(RIGHT))
                .expectNoEvents()
                .expectException(Refusal.by(VerificationRule.ATTEMPTS_LEFT, NOW.plusSeconds(60)));
    }

    @Test
    void another_code_brings_five_tries_of_its_own_and_leaves_the_used_up_one_shut() {
        var second = Verifications.then(
                Verifications.withWrongTries(Verifications.waitingForCode(), 5), Verifications.code(2, NOW));
        fixture.axon.given(second).when(typed(RIGHT)).expectEvents(new VerificationAttemptFailed(ID, 4, NOW));
    }

    @Test
    void a_code_passes_until_the_last_moment() {
        fixture.clock.set(EXPIRES_AT.minusNanos(1));
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(typed(RIGHT))
                .expectResultMessagePayload(new VerificationOutcome(true, 0));
    }

    @Test
    void at_the_very_instant_of_its_expiry_it_does_not() {
        fixture.clock.set(EXPIRES_AT);
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(typed(RIGHT))
                .expectNoEvents()
                .expectException(Refusal.by(VerificationRule.CODE_VALID));
    }

    @Test
    void a_try_against_expired_codes_costs_nothing() {
        fixture.clock.set(EXPIRES_AT);
        fixture.axon.given(Verifications.waitingForCode()).when(typed(wrong())).expectNoEvents();
        assertThat(fixture.budget.wrongTries(MAILBOX_KEY, EXPIRES_AT)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void each_of_the_two_newest_codes_passes(int number) {
        fixture.axon
                .given(threeCodes())
                .when(typed(TestKeys.CODES.code(ID, number)))
                .expectEvents(Verifications.verified(Purpose.REGISTER, null));
    }

    @Test
    void the_third_newest_does_not() {
        fixture.axon
                .given(threeCodes())
                .when(typed(TestKeys.CODES.code(ID, 1)))
                .expectResultMessagePayload(new VerificationOutcome(false, 4));
    }

    @Test
    void the_older_of_two_codes_expires_first() {
        var older = Verifications.code(1, NOW.minusSeconds(600));
        fixture.axon
                .given(Verifications.requested(Purpose.REGISTER), older, Verifications.code(2, NOW))
                .when(typed(RIGHT))
                .expectResultMessagePayload(new VerificationOutcome(false, 4));
    }

    @Test
    void a_code_of_another_challenge_is_a_wrong_one() {
        var other = new VerificationId("verification-2");
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(typed(TestKeys.CODES.code(other, 1)))
                .expectResultMessagePayload(new VerificationOutcome(false, 4));
    }

    @Test
    void a_repeated_proof_does_nothing_even_when_the_door_is_closed_and_the_code_expired() {
        fixture.door.close(ACTIVATION);
        fixture.clock.set(EXPIRES_AT);
        fixture.axon
                .given(Verifications.waitingForCode())
                .andGiven(Verifications.verified(Purpose.REGISTER, null))
                .when(typed(RIGHT))
                .expectNoEvents()
                .expectResultMessagePayload(new VerificationOutcome(true, 0));
    }

    @Test
    void a_closed_activation_proves_nothing() {
        fixture.door.close(ACTIVATION);
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(typed(RIGHT))
                .expectNoEvents()
                .expectException(Refusal.by(ActivationRule.OPEN));
    }

    @Test
    void another_activation_sees_no_such_challenge() {
        var other = new ActivationId("activation-2");
        fixture.door.open(other);
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(new VerifyEmail(ID, other, RIGHT))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void ten_wrong_tries_a_day_shut_the_mailbox_until_midnight() {
        useUpTries(MAILBOX_KEY);
        fixture.axon
                .given(Verifications.waitingForCode())
                .when(typed(RIGHT))
                .expectNoEvents()
                .expectException(Refusal.by(VerificationRule.MAILBOX_WITHIN_LIMIT, MIDNIGHT));
    }

    @Test
    void the_next_day_it_is_open_again() {
        useUpTries(MAILBOX_KEY);
        fixture.clock.set(MIDNIGHT);
        fixture.axon
                .given(Verifications.requested(Purpose.REGISTER), Verifications.code(1, MIDNIGHT.minusSeconds(1)))
                .when(typed(RIGHT))
                .expectResultMessagePayload(new VerificationOutcome(true, 0));
    }

    @Test
    void the_mailbox_on_file_names_its_account_in_the_proof() {
        fixture.axon
                .given(binding(MAILBOX))
                .when(typed(RIGHT))
                .expectEvents(new EmailVerified(ID, ACTIVATION, Purpose.BIND, MAILBOX, BillingAccounts.ID, NOW));
    }

    @Test
    void no_code_passes_for_a_name_that_nobody_has_and_it_is_answered_like_a_wrong_one() {
        fixture.axon
                .given(binding(null))
                .when(typed(RIGHT))
                .expectEvents(new VerificationAttemptFailed(ID, 4, NOW))
                .expectResultMessagePayload(new VerificationOutcome(false, 4));
        assertThat(fixture.budget.wrongTries(ACTIVATION.value(), NOW)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wrong_tries_at_names_run_out_together_whether_or_not_somebody_has_them(boolean known) {
        useUpTries(ACTIVATION.value());
        fixture.axon
                .given(binding(known ? MAILBOX : null))
                .when(typed(wrong()))
                .expectNoEvents()
                .expectException(Refusal.by(VerificationRule.MAILBOX_WITHIN_LIMIT, MIDNIGHT));
    }

    @Test
    void a_wrong_try_at_the_mailbox_on_file_counts_against_the_mailbox_as_well() {
        fixture.axon.given(binding(MAILBOX)).when(typed(wrong())).expectSuccessfulHandlerExecution();
        assertThat(fixture.budget.wrongTries(MAILBOX_KEY, NOW)).isEqualTo(1);
        assertThat(fixture.budget.wrongTries(ACTIVATION.value(), NOW)).isEqualTo(1);
    }

    @Test
    void a_mailbox_on_file_past_its_tries_is_shut_and_nobody_is_told() {
        useUpTries(MAILBOX_KEY);
        fixture.axon
                .given(binding(MAILBOX))
                .when(typed(RIGHT))
                .expectEvents(new VerificationAttemptFailed(ID, 4, NOW))
                .expectResultMessagePayload(new VerificationOutcome(false, 4));
    }

    private void useUpTries(String key) {
        for (var i = 0; i < WRONG_TRIES_A_DAY; i++) {
            fixture.budget.countWrongTry(key, NOW);
        }
    }

    private static List<VerificationEvent> threeCodes() {
        return List.of(
                Verifications.requested(Purpose.REGISTER),
                Verifications.code(1, NOW),
                Verifications.code(2, NOW),
                Verifications.code(3, NOW));
    }

    private static List<VerificationEvent> binding(@Nullable String mailbox) {
        return List.of(
                new VerificationRequested(
                        ID,
                        ACTIVATION,
                        Purpose.BIND,
                        mailbox,
                        mailbox == null ? null : BillingAccounts.ID,
                        MailLanguage.EN,
                        NOW),
                new CodeIssued(ID, ACTIVATION, Purpose.BIND, 1, mailbox, MailLanguage.EN, NOW, EXPIRES_AT));
    }

    private static VerifyEmail typed(String code) {
        return new VerifyEmail(ID, ACTIVATION, code);
    }

    private static String wrong() {
        return RIGHT.equals("00000000") ? "00000001" : "00000000";
    }
}
