package io.mooring.subscription.saga;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.mooring.subscription.api.MarketplaceReadings.MarketplaceUnavailable;
import java.time.Duration;

/** Spreads questions to AWS: of a burst of messages it would refuse many, and the messages would wait for the processor. */
final class Pace {

    /** As many wait as there are threads that ask. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Bucket questions;
    private final BlockingStrategy waiting;

    Pace(int perSecond) {
        this(perSecond, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
    }

    Pace(int perSecond, TimeMeter time, BlockingStrategy waiting) {
        this.waiting = waiting;
        this.questions = Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    /**
     * Waits for the next one's turn.
     *
     * @throws MarketplaceUnavailable when that is too far away, or this node stops
     */
    void await() {
        try {
            if (!questions.asBlocking().tryConsume(1, LONGEST_WAIT, waiting)) {
                throw new MarketplaceUnavailable("AWS is being asked about others");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new MarketplaceUnavailable("This node stops");
        }
    }
}
