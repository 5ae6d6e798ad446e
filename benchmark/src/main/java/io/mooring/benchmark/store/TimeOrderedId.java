package io.mooring.benchmark.store;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** UUIDs of version 7: they begin with the time, so that whoever indexes them writes at one end. */
final class TimeOrderedId {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final AtomicLong LAST = new AtomicLong();

    private TimeOrderedId() {}

    static String next() {
        // Twelve bits below the millisecond, counted up where the clock stands still
        var now = System.currentTimeMillis() << 12;
        var at = LAST.updateAndGet(last -> Math.max(last + 1, now));
        var high = (at >>> 12) << 16 | VERSION | (at & 0xfff);
        return new UUID(high, VARIANT | ThreadLocalRandom.current().nextLong() >>> 2).toString();
    }
}
