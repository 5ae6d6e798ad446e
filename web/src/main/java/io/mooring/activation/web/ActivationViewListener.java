package io.mooring.activation.web;

import io.mooring.eventstore.processing.PostgresNotifications;
import io.mooring.subscription.api.SubscriptionId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears from PostgreSQL which activation views have changed, on whichever node. What could not be read is read again after a moment, and while nothing is
 * heard because the connection is lost, everything watched is polled.
 */
@Component
final class ActivationViewListener implements SmartLifecycle {

    static final String CHANNEL = "activation_view";

    private static final Logger LOG = LoggerFactory.getLogger(ActivationViewListener.class);
    private static final long RETRY_MILLIS = 1_000;

    private final PostgresNotifications notifications;
    private final LiveActivations live;
    private final StreamProperties properties;
    private volatile @Nullable CountDownLatch stopped;

    ActivationViewListener(PostgresNotifications notifications, LiveActivations live, StreamProperties properties) {
        this.notifications = notifications;
        this.live = live;
        this.properties = properties;
        notifications.on(CHANNEL, this::heard).whenConnected(live::anythingMayHaveChanged);
    }

    private void heard(String subscription) {
        if (!subscription.isBlank()) {
            live.changed(new SubscriptionId(subscription));
        }
    }

    @Override
    public synchronized void start() {
        var latch = new CountDownLatch(1);
        stopped = latch;
        Thread.ofPlatform().name("activation-view-retries").daemon().start(() -> run(latch));
    }

    private void run(CountDownLatch latch) {
        try {
            while (!latch.await(
                    notifications.isConnected()
                            ? RETRY_MILLIS
                            : properties.pollWhileBroken().toMillis(),
                    TimeUnit.MILLISECONDS)) {
                lookAgain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAgain() {
        try {
            if (notifications.isConnected()) {
                live.retryWhatFailed();
            } else {
                live.anythingMayHaveChanged();
            }
        } catch (RuntimeException failed) {
            LOG.warn("watched activations could not be looked at again", failed);
        }
    }

    @Override
    public synchronized void stop() {
        var latch = stopped;
        stopped = null;
        if (latch != null) {
            latch.countDown();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped != null;
    }
}
