package io.mooring.sandbox.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The time of the simulated AWS: the machine's, moved as far as a test wants, so that a token's four hours can pass. An engine
 * that shares it moves along, but never back: what it has recorded, limited and promised would lie in the future.
 */
public final class SandboxClock extends Clock {

    private static final Duration FARTHEST = Duration.ofDays(3 * 366);

    private final Clock machine;
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private volatile Duration ahead;
    private volatile Duration engineAhead;
    private volatile boolean shared;

    public SandboxClock(Clock machine) {
        this(machine, Duration.ZERO);
    }

    /** Ahead of the machine from the beginning. */
    public SandboxClock(Clock machine, Duration ahead) {
        this.machine = machine;
        this.ahead = ahead;
        this.engineAhead = ahead;
    }

    /** Moves the time on; a negative duration moves it back, where no engine shares it. */
    public void advance(Duration by) {
        if (by.abs().compareTo(FARTHEST) > 0) {
            throw new IllegalArgumentException("The clock moves by three years at most");
        }
        synchronized (this) {
            if (shared && by.isNegative()) {
                throw new IllegalArgumentException("The engine shares the clock, and it does not live backwards");
            }
            ahead = ahead.plus(by);
            engineAhead = engineAhead.plus(by);
        }
        observers.forEach(Runnable::run);
    }

    /** AWS goes with the machine's time again; an engine that shares the clock stays where it is. */
    public void reset() {
        synchronized (this) {
            ahead = Duration.ZERO;
            engineAhead = shared ? engineAhead : Duration.ZERO;
        }
        observers.forEach(Runnable::run);
    }

    /** To be run after each move, by whoever moves it. */
    public void onMove(Runnable observer) {
        observers.add(observer);
    }

    /** The time for an engine, which shares the clock from now on. */
    public Clock shared() {
        shared = true;
        return new Ahead();
    }

    /** How far an engine that shares the clock is ahead of the machine. */
    public Optional<Duration> engineAhead() {
        return shared ? Optional.of(engineAhead) : Optional.empty();
    }

    /** The time of an engine that shares the clock. */
    public Optional<Instant> engineTime() {
        return engineAhead().map(machine.instant()::plus);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The sandbox lives in UTC");
    }

    private final class Ahead extends Clock {

        @Override
        public Instant instant() {
            return machine.instant().plus(engineAhead);
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
}
