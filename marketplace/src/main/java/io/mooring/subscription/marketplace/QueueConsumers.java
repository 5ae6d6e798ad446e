package io.mooring.subscription.marketplace;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** One group of consumers for each queue; what one queue suffers from does not touch the others. */
final class QueueConsumers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(QueueConsumers.class);

    /** Less than a node has for its end altogether. */
    private static final Duration AT_MOST = Duration.ofSeconds(15);

    private final List<QueueConsumer> all;

    QueueConsumers(List<QueueConsumer> all) {
        this.all = List.copyOf(all);
    }

    List<QueueConsumer> all() {
        return all;
    }

    @Override
    public void start() {
        all.forEach(QueueConsumer::start);
    }

    /** All at once: each may take some seconds to finish what it has in hand. */
    @Override
    public void stop() {
        var stopping = all.stream()
                .map(consumer ->
                        Thread.ofPlatform().name("marketplace-intake-stop").start(consumer::stop))
                .toList();
        var until = System.nanoTime() + AT_MOST.toNanos();
        try {
            for (var one : stopping) {
                if (!one.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())))) {
                    LOG.warn("A queue is left before all that was in hand is finished; it will be delivered again");
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return all.stream().anyMatch(QueueConsumer::isRunning);
    }

    /** Starts after the web server and stops before it drains, so that nothing new comes in while the rest is finished. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 512;
    }
}
