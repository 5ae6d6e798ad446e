package io.mooring.verification.command;

import static io.mooring.testbed.CommandSideDatabase.resultOf;
import static io.mooring.testsupport.time.SettableClock.NOW;
import static io.mooring.verification.api.Purpose.BIND;
import static io.mooring.verification.api.Purpose.REGISTER;
import static io.mooring.verification.command.MailboxBudget.CODES_A_DAY;
import static io.mooring.verification.command.MailboxBudget.WRONG_TRIES_A_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.testbed.CommandSideDatabase;
import io.mooring.verification.command.MailboxBudget.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcMailboxBudgetIT {

    private static final String KEY = "mailbox-key";
    private static final Instant MIDNIGHT = Instant.parse("2026-11-03T00:00:00Z");

    private final CommandSideDatabase database = new CommandSideDatabase();
    private final MailboxBudget budget = new JdbcMailboxBudget(database.jdbc);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_second_code_is_too_soon_until_exactly_a_minute_later() {
        assertThat(budget.spendCode(KEY, REGISTER, NOW)).isEmpty();
        assertThat(budget.spendCode(KEY, REGISTER, NOW.plusSeconds(60).minusMillis(1)))
                .contains(new Refusal(true, NOW.plusSeconds(60)));
        assertThat(budget.spendCode(KEY, REGISTER, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void purposes_and_mailboxes_wait_for_themselves_only() {
        assertThat(budget.spendCode(KEY, REGISTER, NOW)).isEmpty();
        assertThat(budget.spendCode(KEY, BIND, NOW)).isEmpty();
        assertThat(budget.spendCode("other", REGISTER, NOW)).isEmpty();
    }

    @Test
    void codes_are_counted_by_the_day_over_all_purposes() {
        var at = NOW;
        for (var i = 0; i < CODES_A_DAY; i++) {
            assertThat(budget.spendCode(KEY, i % 2 == 0 ? REGISTER : BIND, at)).isEmpty();
            at = at.plus(Duration.ofMinutes(1));
        }
        assertThat(budget.spendCode(KEY, REGISTER, at)).contains(new Refusal(false, MIDNIGHT));
        assertThat(budget.spendCode(KEY, REGISTER, MIDNIGHT)).isEmpty();
    }

    @Test
    void a_code_that_was_rolled_back_was_not_spent() throws Exception {
        var refused = database.held(() -> budget.spendCode(KEY, REGISTER, NOW));
        var next = database.waiting(() -> budget.spendCode(KEY, REGISTER, NOW.plusSeconds(1)));

        refused.rollBack();

        assertThat(resultOf(next)).isEmpty();
    }

    @Test
    void of_two_codes_at_once_one_is_too_soon() throws Exception {
        var first = database.held(() -> budget.spendCode(KEY, REGISTER, NOW));
        var second = database.waiting(() -> budget.spendCode(KEY, REGISTER, NOW));

        assertThat(first.commit()).isEmpty();
        assertThat(resultOf(second)).contains(new Refusal(true, NOW.plusSeconds(60)));
    }

    @Test
    void tries_are_used_up_at_ten_until_midnight() {
        for (var i = 0; i < WRONG_TRIES_A_DAY; i++) {
            assertThat(budget.exhaustedUntil(KEY, NOW)).isEmpty();
            budget.countWrongTry(KEY, NOW);
        }
        assertThat(budget.exhaustedUntil(KEY, NOW)).contains(MIDNIGHT);
        assertThat(budget.exhaustedUntil(KEY, MIDNIGHT.minusNanos(1))).contains(MIDNIGHT);
        assertThat(budget.exhaustedUntil(KEY, MIDNIGHT)).isEmpty();
        assertThat(budget.exhaustedUntil("other", NOW)).isEmpty();
    }

    @Test
    void even_the_first_two_tries_of_a_day_wait_for_each_other() throws Exception {
        var first = database.held(() -> budget.exhaustedUntil(KEY, NOW));
        var second = database.waiting(() -> budget.exhaustedUntil(KEY, NOW));

        first.commit();

        assertThat(resultOf(second)).isEmpty();
    }

    @Test
    void of_forty_tries_at_once_ten_count() throws Exception {
        Callable<Boolean> guess = () -> database.inTransaction(() -> {
            var shut = budget.exhaustedUntil(KEY, NOW).isPresent();
            if (!shut) {
                budget.countWrongTry(KEY, NOW);
            }
            return !shut;
        });
        List<Boolean> counted;
        try (var threads = Executors.newFixedThreadPool(20)) {
            counted = threads.invokeAll(Stream.generate(() -> guess).limit(40).toList()).stream()
                    .map(done -> done.resultNow())
                    .toList();
        }

        assertThat(counted).filteredOn(did -> did).hasSize(WRONG_TRIES_A_DAY);
        assertThat(database.jdbc
                        .sql("select wrong_tries from mailbox_day")
                        .query(Integer.class)
                        .single())
                .isEqualTo(WRONG_TRIES_A_DAY);
    }
}
