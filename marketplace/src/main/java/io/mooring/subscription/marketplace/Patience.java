package io.mooring.subscription.marketplace;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How long the questions to AWS that one answer is made of may take together. */
final class Patience {

    static final Duration LONGEST = Duration.ofSeconds(15);

    private final LongSupplier nanos;
    private final long until;

    /** Begins now. */
    Patience(LongSupplier nanos) {
        this.nanos = nanos;
        this.until = nanos.getAsLong() + LONGEST.toNanos();
    }

    /** How long the next question may take; empty where nothing is left. */
    Optional<Duration> left() {
        var left = Duration.ofNanos(until - nanos.getAsLong());
        return left.isPositive()
                ? Optional.of(left.compareTo(AwsClients.TOTAL) < 0 ? left : AwsClients.TOTAL)
                : Optional.empty();
    }
}
