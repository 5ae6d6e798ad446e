package io.mooring.subscription.marketplace;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;

/** Breakers for tests of something else. */
final class Breakers {

    static AwsBreaker closed() {
        return new AwsBreaker("test", List.of("demo"), Clock.systemUTC(), new SimpleMeterRegistry());
    }

    private Breakers() {}
}
