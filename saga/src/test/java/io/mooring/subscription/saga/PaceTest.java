package io.mooring.subscription.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import io.mooring.subscription.api.MarketplaceReadings.MarketplaceUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Time time = new Time();
    private final List<Duration> waits = new ArrayList<>();
    private final BlockingStrategy waiting = nanos -> waits.add(Duration.ofNanos(nanos));

    @Test
    void what_comes_at_once_is_spread_over_time() {
        var pace = new Pace(10, time, waiting);

        for (var question = 0; question < 12; question++) {
            pace.await();
        }

        assertThat(waits).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void whoever_comes_slowly_never_waits() {
        var pace = new Pace(1, time, waiting);

        for (var question = 0; question < 5; question++) {
            pace.await();
            time.nanos += Duration.ofSeconds(1).toNanos();
        }

        assertThat(waits).isEmpty();
    }

    @Test
    void nobody_waits_longer_than_ten_seconds() {
        var pace = new Pace(1, time, waiting);
        for (var question = 0; question < 11; question++) {
            pace.await();
        }

        assertThatThrownBy(pace::await).isInstanceOf(MarketplaceUnavailable.class);
        assertThat(waits).hasSize(10).endsWith(Pace.LONGEST_WAIT);
    }

    private static final class Time implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
