package io.mooring.sandbox.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The time of the simulated AWS: the machine's, moved as far as a test wants, so that a token's four hours can pass. */
public final class SandboxClock extends Clock {

    private final Clock machine;
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public SandboxClock(Clock machine) {
        this.machine = machine;
    }

    /** Moves the time on; a negative duration moves it back. */
    public void advance(Duration by) {
        ahead.updateAndGet(by::plus);
        observers.forEach(Runnable::run);
    }

    /** Goes with the machine's time again. */
    public void reset() {
        ahead.set(Duration.ZERO);
        observers.forEach(Runnable::run);
    }

    /** To be run after each move, by whoever moves it. */
    public void onMove(Runnable observer) {
        observers.add(observer);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The sandbox lives in UTC");
    }
}
