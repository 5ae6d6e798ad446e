package io.mooring.benchmark.store;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param slice how long one competitor is measured in one round
 * @param ramp how long processors work before they are measured
 * @param warmUp how long each wiring runs once before the first round, until the JVM has compiled what matters
 * @param history how many stored events are read
 * @param volumes at how many stored events an append is measured
 */
record Plan(
        int rounds,
        Duration slice,
        Duration ramp,
        Duration warmUp,
        List<Integer> writers,
        List<Integer> clients,
        int history,
        int latencies,
        List<Long> volumes) {

    static Plan full() {
        return new Plan(
                5,
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                List.of(1, 8, 32, 128),
                List.of(32, 64),
                200_000,
                2_000,
                List.of(0L, 1_000_000L, 10_000_000L, 50_000_000L));
    }

    static Plan quick() {
        return new Plan(
                2,
                Duration.ofMillis(700),
                Duration.ofMillis(1_000),
                Duration.ofSeconds(3),
                List.of(32),
                List.of(64),
                40_000,
                300,
                List.of(0L, 100_000L));
    }

    /** For those who would take minutes to get through the whole history: what they have done by then counts. */
    Duration rebuildAtMost() {
        return slice.multipliedBy(4);
    }

    /** Processors take longer to show what they can than a plain writer does. */
    Duration activationSlice() {
        return slice.multipliedBy(3);
    }
}
