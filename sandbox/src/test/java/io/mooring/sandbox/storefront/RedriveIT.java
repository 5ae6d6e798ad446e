package io.mooring.sandbox.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.sandbox.Ports;
import io.mooring.sandbox.RunningSandbox;
import io.mooring.sandbox.SandboxSettings;
import io.mooring.sandbox.journey.Browser;
import io.mooring.sandbox.journey.Marketplace;
import io.mooring.sandbox.queue.SandboxQueue;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was put aside comes back to the queue, all of it and once. */
class RedriveIT {

    @Test
    void what_is_on_the_dead_letter_queue_goes_back_to_the_queue(@TempDir Path folder) {
        try (var sandbox = RunningSandbox.start(new SandboxSettings(folder, false, Ports.free()))) {
            var aws = new Marketplace(Browser.client(), sandbox.storefront());
            IntStream.range(0, 23).forEach(number -> aws.putAside("message " + number));

            assertThat(sandbox.queue().depth()).isEqualTo(new SandboxQueue.Depth(0, 23));
            assertThat(aws.redrive()).isEqualTo(23);
            assertThat(sandbox.queue().depth()).isEqualTo(new SandboxQueue.Depth(23, 0));
            assertThat(aws.redrive()).isZero();
            new Browser(Browser.client(), sandbox.storefront())
                    .post("/api/dead-letters", Map.of("body", ""))
                    .expecting(400);
        }
    }
}
