package io.mooring.sandbox.aws;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was asked of the simulated AWS and what it said, newest first; the last ten thousand lines, in memory. */
public final class Ledger {

    private static final int KEPT = 10_000;

    /** One line; {@code customerIdentifier} is empty where none is known. A token is never in it. */
    public record Line(Instant at, String operation, String customerIdentifier, String outcome) {}

    private final Deque<Line> lines = new ArrayDeque<>();
    private final Clock clock;

    public Ledger(Clock clock) {
        this.clock = clock;
    }

    public synchronized void add(String operation, String customerIdentifier, String outcome) {
        lines.addFirst(new Line(clock.instant(), operation, customerIdentifier, outcome));
        if (lines.size() > KEPT) {
            lines.removeLast();
        }
    }

    public synchronized List<Line> lines() {
        return new ArrayList<>(lines);
    }
}
