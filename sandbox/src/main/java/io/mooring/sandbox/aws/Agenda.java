package io.mooring.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does things when the sandbox's clock says so, also when that clock jumps; one after the other, the earliest first. */
final class Agenda implements AutoCloseable {

    private static final Duration LONGEST_LOOK_AHEAD = Duration.ofHours(1);

    private record Entry(Instant at, long order, Runnable task) {}

    private final Queue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
    private final SandboxClock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("aws-marketplace-notifications").factory());
    private long added;
    private @Nullable Future<?> next;

    Agenda(SandboxClock clock) {
        this.clock = clock;
        clock.onMove(this::look);
    }

    void at(Instant when, Runnable task) {
        synchronized (entries) {
            entries.add(new Entry(when, added++, task));
        }
        look();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        if (!thread.isShutdown()) {
            thread.execute(this::work);
        }
    }

    private void work() {
        for (var due = due(); due.isPresent(); due = due()) {
            due.get().task().run();
        }
        synchronized (entries) {
            if (next != null) {
                next.cancel(false);
            }
            var earliest = entries.peek();
            if (earliest != null && !thread.isShutdown()) {
                var wait = Duration.between(clock.instant(), earliest.at());
                var bounded = wait.compareTo(LONGEST_LOOK_AHEAD) < 0 ? wait : LONGEST_LOOK_AHEAD;
                // A millisecond later, because what is cut off here would make it look too early and again.
                next = thread.schedule(this::work, Math.max(0, bounded.toMillis()) + 1, TimeUnit.MILLISECONDS);
            }
        }
    }

    private Optional<Entry> due() {
        synchronized (entries) {
            var earliest = entries.peek();
            return earliest == null || earliest.at().isAfter(clock.instant())
                    ? Optional.empty()
                    : Optional.ofNullable(entries.poll());
        }
    }
}
