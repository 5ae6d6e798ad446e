package io.mooring.verification.command;

import static io.mooring.testsupport.time.SettableClock.NOW;
import static io.mooring.testsupport.verification.Verifications.ACTIVATION;
import static io.mooring.testsupport.verification.Verifications.MAILBOX;
import static io.mooring.verification.command.MailboxBudget.WRONG_TRIES_A_DAY;
import static io.mooring.verification.command.Verification.TRIES_PER_CODE;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.rule.api.RuleViolated;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.domain.InMemoryDomain;
import io.mooring.testsupport.privacy.TestKeys;
import io.mooring.testsupport.time.SettableClock;
import io.mooring.testsupport.verification.InMemoryProvenMailboxes;
import io.mooring.verification.api.EmailVerified;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.RequestAnotherCode;
import io.mooring.verification.api.RequestVerification;
import io.mooring.verification.api.VerificationAttemptFailed;
import io.mooring.verification.api.VerificationId;
import io.mooring.verification.api.VerificationRule;
import io.mooring.verification.api.VerifyEmail;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Somebody guesses codes as fast as they like: what counts stays within the limits, whatever they try. */
class BruteForceTest {

    private static final int GUESSES = 10_000;
    private static final long SEED = 20261102L;

    private final SettableClock clock = new SettableClock();
    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final InMemoryMailboxBudget budget = new InMemoryMailboxBudget();
    private final InMemoryDomain domain = InMemoryDomain.with(
            clock, door, budget, new InMemoryProvenMailboxes(TestKeys.LOOKUP), TestKeys.LOOKUP, TestKeys.CODES);
    private final Random random = new Random(SEED);
    private final Map<Object, Integer> refusals = new HashMap<>();

    BruteForceTest() {
        door.open(ACTIVATION);
    }

    @Test
    void ten_thousand_guesses_at_one_code_are_five() {
        var challenge = request(Purpose.REGISTER);

        for (var i = 0; i < GUESSES; i++) {
            guess(challenge);
        }

        assertThat(attempts()).isEqualTo(TRIES_PER_CODE);
        assertThat(refusals).containsExactly(Map.entry(VerificationRule.ATTEMPTS_LEFT, GUESSES - TRIES_PER_CODE));
    }

    @Test
    void ten_thousand_guesses_at_ever_new_codes_are_ten_a_day() {
        var challenge = request(Purpose.REGISTER);

        for (var i = 1; i <= GUESSES; i++) {
            guess(challenge);
            if (i % 10 == 0) {
                clock.advance(Duration.ofMinutes(1));
                refused(new RequestAnotherCode(challenge, ACTIVATION));
            }
        }

        var byDay = domain.history().stream()
                .filter(VerificationAttemptFailed.class::isInstance)
                .map(VerificationAttemptFailed.class::cast)
                .collect(groupingBy(failed -> LocalDate.ofInstant(failed.failedAt(), ZoneOffset.UTC), counting()));
        assertThat(clock.instant()).isAfter(NOW.plus(Duration.ofHours(16)));
        assertThat(byDay).containsOnlyKeys(LocalDate.parse("2026-11-02"), LocalDate.parse("2026-11-03"));
        assertThat(byDay.values()).allMatch(wrong -> wrong <= WRONG_TRIES_A_DAY);
        assertThat(byDay).containsEntry(LocalDate.parse("2026-11-02"), (long) WRONG_TRIES_A_DAY);
    }

    @Test
    void many_challenges_to_one_mailbox_share_its_ten_tries() {
        for (var purpose : Purpose.values()) {
            for (var i = 0; i < 3; i++) {
                clock.advance(Duration.ofMinutes(1));
                var challenge = request(purpose);
                for (var n = 0; n < 100; n++) {
                    guess(challenge);
                }
            }
        }

        assertThat(budget.wrongTries(TestKeys.LOOKUP.ofMailbox(MAILBOX), NOW)).isEqualTo(WRONG_TRIES_A_DAY);
    }

    private VerificationId request(Purpose purpose) {
        var challenge = VerificationId.random();
        var onFile = purpose == Purpose.BIND ? BillingAccounts.ID : null;
        domain.send(new RequestVerification(challenge, ACTIVATION, purpose, MAILBOX, onFile, MailLanguage.EN));
        return challenge;
    }

    private void guess(VerificationId challenge) {
        refused(new VerifyEmail(challenge, ACTIVATION, "%08d".formatted(random.nextInt(100_000_000))));
    }

    private void refused(Object command) {
        try {
            domain.send(command);
        } catch (RuleViolated refused) {
            refusals.merge(refused.rule(), 1, Integer::sum);
        }
    }

    private long attempts() {
        assertThat(domain.history()).noneMatch(EmailVerified.class::isInstance);
        return domain.history().stream()
                .filter(VerificationAttemptFailed.class::isInstance)
                .count();
    }
}
