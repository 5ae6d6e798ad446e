package io.mooring.eventstore;

import io.mooring.eventstore.HarbourEvent.ShipMoored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/**
 * What happens at which moment of an imagined half hour, drawn from one number: transactions that overlap and commit out of order, a fifth of which
 * roll back; writers whose clocks are wrong; readers that look now and then and are away for a while.
 */
record GapAttackPlan(List<Step> steps, List<Transaction> transactions) {

    static final int TRANSACTIONS = 500;
    static final int READERS = 4;
    static final Instant START = Instant.parse("2026-11-02T10:00:00Z");

    private static final Duration BEGINNINGS = Duration.ofMinutes(20);
    private static final int WRITERS = 12;
    private static final int CLOCK_OFF_BY_SECONDS = 90;
    private static final int SHORTEST_MILLIS = 100;
    private static final int LONGEST_MILLIS = 60_000;
    private static final int AGGREGATES = 60;

    /** One thing that happens. */
    sealed interface Step {
        Instant at();
    }

    /** A transaction begins, with work that gives it a transaction id long before its first event has a number. */
    record Begin(Instant at, int transaction) implements Step {}

    record Append(Instant at, int transaction, List<? extends DomainEventMessage<?>> events) implements Step {}

    record Finish(Instant at, int transaction, boolean commit) implements Step {}

    /** A reader goes on from where it is, for as many events as it may or as there are. */
    record Read(Instant at, int reader, int atMost) implements Step {}

    /** A transaction as a whole. */
    record Transaction(Instant firstAppend, Instant end, boolean commits, List<DomainEventMessage<?>> events) {
        Duration heldOpen() {
            return Duration.between(firstAppend, end);
        }
    }

    static GapAttackPlan from(long seed) {
        return new Drawing(new Random(seed)).plan();
    }

    /** When the last reader looks for the last time: after everything else. */
    Instant end() {
        return steps.getLast().at().plusSeconds(1);
    }

    private static final class Drawing {

        private final Random random;
        private final List<Step> steps = new ArrayList<>();
        private final List<Transaction> transactions = new ArrayList<>();
        private final int[] clockOffBy;
        private final Map<String, Instant> busyUntil = new LinkedHashMap<>();
        private final Map<String, Long> nextSequence = new HashMap<>();

        Drawing(Random random) {
            this.random = random;
            this.clockOffBy = random.ints(WRITERS, -CLOCK_OFF_BY_SECONDS * 1000, CLOCK_OFF_BY_SECONDS * 1000 + 1)
                    .toArray();
        }

        GapAttackPlan plan() {
            random.longs(TRANSACTIONS, 0, BEGINNINGS.toMillis())
                    .sorted()
                    .mapToObj(START::plusMillis)
                    .forEach(this::transaction);
            var end = transactions.stream().map(Transaction::end).max(Comparator.naturalOrder());
            IntStream.range(0, READERS).forEach(reader -> readsUntil(end.orElseThrow(), reader));
            steps.sort(Comparator.comparing(Step::at)); // a stable sort: what is drawn first comes first
            return new GapAttackPlan(List.copyOf(steps), List.copyOf(transactions));
        }

        private void transaction(Instant begin) {
            var number = transactions.size();
            var firstAppend = random.nextBoolean() ? begin : begin.plusMillis(random.nextInt(2_000));
            // Squared, so that many short ones overtake a few long ones
            var end = firstAppend.plusMillis(
                    SHORTEST_MILLIS + (long) ((LONGEST_MILLIS - SHORTEST_MILLIS) * Math.pow(random.nextDouble(), 2)));
            var commits = random.nextDouble() >= 0.2;
            var aggregate = aggregateThatIsFree(begin, end);
            var clockOff = clockOffBy[random.nextInt(WRITERS)];

            var events = new ArrayList<DomainEventMessage<?>>();
            steps.add(new Begin(begin, number));
            var at = firstAppend;
            var appended = new ArrayList<DomainEventMessage<?>>();
            for (var left = 1 + random.nextInt(3); left > 0; left--) {
                var event = event(aggregate, number, events.size(), at.plusMillis(clockOff));
                events.add(event);
                appended.add(event);
                if (left == 1 || random.nextBoolean()) {
                    steps.add(new Append(at, number, List.copyOf(appended)));
                    appended.clear();
                    at = at.plusMillis(random.nextLong(Duration.between(at, end).toMillis() + 1));
                }
            }
            steps.add(new Finish(end, number, commits));
            transactions.add(new Transaction(firstAppend, end, commits, List.copyOf(events)));
            if (commits) {
                nextSequence.merge(aggregate, (long) events.size(), Long::sum);
            }
        }

        /** Two transactions at one aggregate at a time would wait for each other at the unique index, with one thread for both. */
        private String aggregateThatIsFree(Instant begin, Instant end) {
            var free = busyUntil.entrySet().stream()
                    .filter(aggregate -> aggregate.getValue().isBefore(begin))
                    .map(Map.Entry::getKey)
                    .toList();
            var aggregate = free.isEmpty() || (busyUntil.size() < AGGREGATES && random.nextInt(4) == 0)
                    ? "ship-" + busyUntil.size()
                    : free.get(random.nextInt(free.size()));
            busyUntil.put(aggregate, end);
            return aggregate;
        }

        private DomainEventMessage<?> event(String aggregate, int transaction, int n, Instant clock) {
            return new GenericDomainEventMessage<>(
                    "Harbour",
                    aggregate,
                    nextSequence.getOrDefault(aggregate, 0L) + n,
                    new ShipMoored("north", 120, clock),
                    MetaData.emptyInstance(),
                    "event-" + transaction + "-" + n,
                    clock);
        }

        private void readsUntil(Instant end, int reader) {
            var at = START.plusMillis(random.nextInt(5_000));
            while (at.isBefore(end)) {
                steps.add(new Read(at, reader, random.nextInt(5) == 0 ? 1 + random.nextInt(20) : Integer.MAX_VALUE));
                at = at.plusMillis(
                        random.nextInt(25) == 0
                                ? random.nextLong(Duration.ofMinutes(15).toMillis())
                                : (long) (-5_000 * Math.log(1 - random.nextDouble())));
            }
        }
    }
}
