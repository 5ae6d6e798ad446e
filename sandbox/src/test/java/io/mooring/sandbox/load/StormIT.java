package io.mooring.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.sandbox.aws.NotificationStorm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages of both feeds, several times each, in no order at all, with rubbish among them: each has its effect once, and nothing is stuck. */
@Timeout(240)
class StormIT {

    private static final int NOTIFICATIONS = 1_500;
    private static final int MALFORMED = 80;
    private static final long SEED = 20261126;

    @TempDir
    Path folder;

    @Test
    void every_message_has_its_effect_once_and_rubbish_is_put_aside() throws Exception {
        var storm = NotificationStorm.of(NOTIFICATIONS, SEED, Instant.now().minus(Duration.ofHours(1)))
                .with(MALFORMED);
        try (var weather = Weather.over(folder.resolve("data"), 3)) {
            weather.release(storm);
            weather.startEngine();
            var thieves = CompletableFuture.supplyAsync(() -> {
                var taken = 0;
                for (var i = 0; i < 40; i++) {
                    taken += weather.loseVisibility();
                }
                return taken;
            });

            weather.awaitEnd(storm, Duration.ofMinutes(3));

            assertThat(thieves.get(60, TimeUnit.SECONDS))
                    .as("messages that two had at once")
                    .isPositive();
            assertThat(weather.count("select count(*) from inbox where outcome <> 'DEAD_LETTERED'"))
                    .isEqualTo(storm.notifications());
            assertThat(weather.count("select count(*) from inbox where outcome = 'DEAD_LETTERED'"))
                    .isEqualTo(MALFORMED);
            assertThat(weather.count("select count(distinct split_part(reason, ':', 1)) from inbox"
                            + " where outcome = 'DEAD_LETTERED'"))
                    .as("each kind with its reason")
                    .isGreaterThanOrEqualTo(7);
            assertThat(weather.depth().deadLetters()).isGreaterThanOrEqualTo(MALFORMED);
        }
    }
}
