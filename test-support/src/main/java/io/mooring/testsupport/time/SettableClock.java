package io.mooring.testsupport.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is told otherwise. */
public final class SettableClock extends Clock {

    /** Where every test begins, in the middle of a day (UTC). */
    public static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

    private volatile Instant now = NOW;

    public void set(Instant instant) {
        now = instant;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Mooring knows UTC only");
    }
}
