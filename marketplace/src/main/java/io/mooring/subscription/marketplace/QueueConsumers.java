package io.mooring.subscription.marketplace;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** One group of consumers for each queue; what one queue suffers from does not touch the others. */
final class QueueConsumers implements SmartLifecycle {

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
        try {
            for (var one : stopping) {
                one.join();
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
