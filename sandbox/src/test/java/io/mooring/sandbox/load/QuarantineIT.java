package io.mooring.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.sandbox.aws.NotificationStorm;
import io.mooring.sandbox.aws.NotificationStorm.Confirmation;
import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.sandbox.load.Malformed.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages that nobody can use among many that are sound: each is put aside with the reason of its kind, and comes back when the cause is mended. */
@Timeout(300)
class QuarantineIT {

    private static final int SOUND = 5_000;
    private static final int MALFORMED = 200;
    private static final long SEED = 20261127;

    @TempDir
    Path folder;

    @Test
    void each_is_put_aside_with_the_reason_of_its_kind_and_taken_when_its_cause_is_mended() throws Exception {
        var sound = NotificationStorm.confirmations(SOUND, SEED, Instant.now());
        var malformed = Malformed.of(MALFORMED, SEED, Instant.now());
        var messages = new ArrayList<>(Stream.concat(
                        sound.stream().map(Confirmation::body),
                        malformed.stream().map(Malformed::body))
                .toList());
        Collections.shuffle(messages, new Random(SEED));
        var confirmed = sound.stream().map(Confirmation::subscriptionId).toList();
        try (var weather = Weather.over(folder.resolve("data"), 3)) {
            weather.release(messages);
            var engine = weather.startEngine();
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> weather.count("select count(*) from inbox") == SOUND + MALFORMED
                            && weather.depth().waiting() == 0);

            assertThat(weather.quarantine()).isEqualTo(Malformed.reasons(malformed.stream()));
            assertThat(weather.depth().deadLetters()).isEqualTo(MALFORMED);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> weather.confirmed(confirmed).size() == SOUND);

            assertThat(weather.redrive()).isEqualTo(MALFORMED);
            awaitBack(weather, MALFORMED);

            assertThat(weather.quarantine())
                    .as("nothing was mended, and nothing is counted twice")
                    .isEqualTo(Malformed.reasons(malformed.stream()));
            assertThat(weather.count("select count(*) from inbox")).isEqualTo(SOUND + MALFORMED);

            engine.close();
            var next = "mooring.listings[" + SandboxListing.ALL.size() + "]";
            weather.startEngine(Map.of(
                    next + ".id", "latecomer",
                    next + ".title", "A product that was forgotten",
                    next + ".product-code", Malformed.FOREIGN_PRODUCT,
                    next + ".partition", "aws-cn"));
            var mended = malformed.stream()
                    .filter(message -> message.kind() == Kind.WRONG_PRODUCT)
                    .count();
            weather.redrive();
            awaitBack(weather, MALFORMED - (int) mended);

            assertThat(weather.quarantine())
                    .isEqualTo(Malformed.reasons(
                            malformed.stream().filter(message -> message.kind() != Kind.WRONG_PRODUCT)));
            assertThat(weather.count("select count(*) from inbox where outcome = 'APPLIED'"))
                    .isEqualTo(SOUND + mended);
        }
    }

    private static void awaitBack(Weather weather, int deadLetters) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> weather.depth().waiting() == 0 && weather.depth().deadLetters() == deadLetters);
    }
}
