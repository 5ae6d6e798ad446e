package io.mooring.verification.command;

import io.mooring.verification.api.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counters in maps. */
final class InMemoryMailboxBudget implements MailboxBudget {

    private record Day(String mailboxKey, Instant midnight) {}

    private record LastCode(String mailboxKey, Purpose purpose) {}

    private final Map<LastCode, Instant> lastCodes = new HashMap<>();
    private final Map<Day, Integer> codes = new HashMap<>();
    private final Map<Day, Integer> wrongTries = new HashMap<>();

    @Override
    public Optional<Refusal> spendCode(String mailboxKey, Purpose purpose, Instant now) {
        var last = lastCodes.get(new LastCode(mailboxKey, purpose));
        if (last != null && now.isBefore(last.plus(BETWEEN_CODES))) {
            return Optional.of(new Refusal(true, last.plus(BETWEEN_CODES)));
        }
        var today = day(mailboxKey, now);
        if (codes.getOrDefault(today, 0) >= CODES_A_DAY) {
            return Optional.of(new Refusal(false, tomorrow(now)));
        }
        lastCodes.put(new LastCode(mailboxKey, purpose), now);
        codes.merge(today, 1, Integer::sum);
        return Optional.empty();
    }

    @Override
    public Optional<Instant> exhaustedUntil(String mailboxKey, Instant now) {
        return wrongTries(mailboxKey, now) >= WRONG_TRIES_A_DAY ? Optional.of(tomorrow(now)) : Optional.empty();
    }

    @Override
    public void countWrongTry(String mailboxKey, Instant now) {
        wrongTries.merge(day(mailboxKey, now), 1, Integer::sum);
    }

    int wrongTries(String mailboxKey, Instant now) {
        return wrongTries.getOrDefault(day(mailboxKey, now), 0);
    }

    private static Day day(String mailboxKey, Instant now) {
        return new Day(mailboxKey, now.truncatedTo(ChronoUnit.DAYS));
    }

    private static Instant tomorrow(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }
}
