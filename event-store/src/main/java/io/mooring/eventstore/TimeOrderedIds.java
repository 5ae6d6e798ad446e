package io.mooring.eventstore;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/**
 * Gives Axon's messages and sagas UUIDs that rise with time (RFC 9562, version 7), so that the indexes over them grow at their end and not on a random page
 * for each. Within a millisecond a node's ids are counted. They are names and no secrets: whoever sees one can guess its neighbours.
 */
public final class TimeOrderedIds extends IdentifierFactory {

    private static final int COUNTER_BITS = 12;

    /** Milliseconds since 1970, and below them a counter that may run ahead of the clock but never back. */
    private final AtomicLong last = new AtomicLong();

    @Override
    public String generateIdentifier() {
        return next(System.currentTimeMillis()).toString();
    }

    UUID next(long millis) {
        var tick = last.updateAndGet(before -> Math.max(before + 1, millis << COUNTER_BITS));
        var time = tick >>> COUNTER_BITS;
        var counter = tick & ((1 << COUNTER_BITS) - 1);
        var random = ThreadLocalRandom.current().nextLong();
        return new UUID((time << 16) | 0x7000 | counter, (random & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }
}
