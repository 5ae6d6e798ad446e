package io.mooring.subscription.marketplace;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Says whether AWS's notifications are being read; part of the health page, not of readiness: buyers can go on without. */
final class QueueHealth extends AbstractHealthIndicator {

    private final QueueConsumer consumer;

    QueueHealth(QueueConsumer consumer) {
        super("The state of the marketplace queue is unknown");
        this.consumer = consumer;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var trouble = consumer.trouble();
        if (trouble == null) {
            health.up();
        } else {
            health.down().withDetail("queue", trouble);
        }
        health.withDetail("reading", consumer.isRunning());
    }
}
