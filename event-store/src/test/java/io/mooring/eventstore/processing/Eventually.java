package io.mooring.eventstore.processing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;

/** Waits for what other threads are about to do, with a bound that only a defect reaches. */
final class Eventually {

    private Eventually() {}

    static ConditionFactory eventually() {
        return await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(20));
    }
}
