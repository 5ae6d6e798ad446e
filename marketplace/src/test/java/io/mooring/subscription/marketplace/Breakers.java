package io.mooring.subscription.marketplace;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** Breakers for tests of something else. */
final class Breakers {

    static AwsBreaker closed() {
        return new AwsBreaker("test", Clock.systemUTC(), new SimpleMeterRegistry());
    }

    private Breakers() {}
}
