package io.mooring.subscription.marketplace;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Says of each queue whether AWS's notifications are being read; part of the health page, not of readiness: buyers can go on without. */
final class QueueHealth extends AbstractHealthIndicator {

    private final List<QueueConsumer> consumers;

    QueueHealth(Collection<QueueConsumer> consumers) {
        super("The state of the marketplace's queues is unknown");
        this.consumers = List.copyOf(consumers);
    }

    /** Down if one of them is. */
    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        var queues = new LinkedHashMap<String, String>();
        for (var consumer : consumers) {
            var trouble = consumer.trouble();
            if (trouble != null) {
                health.down();
            }
            queues.put(consumer.name(), trouble == null ? "well" : trouble);
        }
        health.withDetail("queues", queues);
        health.withDetail("reading", consumers.stream().anyMatch(QueueConsumer::isRunning));
    }
}
