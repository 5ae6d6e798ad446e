package io.mooring.activation.web;

import io.mooring.subscription.api.SubscriptionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears from PostgreSQL which activation views have changed, on whichever node: one connection of its own, opened again with growing pauses when it is
 * lost; meanwhile everything watched is polled.
 */
@Component
final class ActivationViewListener implements SmartLifecycle {

    static final String CHANNEL = "activation_view";

    private static final Logger LOG = LoggerFactory.getLogger(ActivationViewListener.class);
    private static final int WAIT_MILLIS = 5_000;
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ListenConnections connections;
    private final LiveActivations live;
    private final StreamProperties properties;
    private volatile @Nullable Listening listening;

    ActivationViewListener(ListenConnections connections, LiveActivations live, StreamProperties properties) {
        this.connections = connections;
        this.live = live;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        var started = new Listening();
        listening = started;
        Thread.ofPlatform().name("activation-view-listener").daemon().start(started);
    }

    @Override
    public synchronized void stop() {
        var running = listening;
        listening = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }

    /** Whether changes are heard at the moment. */
    boolean isConnected() {
        var running = listening;
        return running != null && running.connected;
    }

    private final class Listening implements Runnable {

        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile boolean connected;
        private volatile @Nullable Connection connection;

        @Override
        public void run() {
            var pause = Duration.ofMillis(250);
            while (!isStopped()) {
                try (var opened = connections.open()) {
                    connection = opened;
                    listen(opened);
                    pause = Duration.ofMillis(250);
                    hear(opened);
                } catch (SQLException | RuntimeException lost) {
                    if (!isStopped()) {
                        LOG.warn("listening for activations interrupted pause={}", pause, lost);
                    }
                }
                connected = false;
                pollFor(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }

        private void listen(Connection opened) throws SQLException {
            opened.setAutoCommit(true);
            opened.setClientInfo("ApplicationName", "mooring-listener");
            try (var statement = opened.createStatement()) {
                statement.execute("LISTEN " + CHANNEL);
            }
            connected = true;
            LOG.info("listening for activations channel={}", CHANNEL);
            live.anythingMayHaveChanged();
        }

        private void hear(Connection opened) throws SQLException {
            var postgres = opened.unwrap(PGConnection.class);
            var retried = System.nanoTime();
            while (!isStopped()) {
                var notifications = postgres.getNotifications(WAIT_MILLIS);
                if (System.nanoTime() - retried >= RETRY_PAUSE.toNanos()) {
                    live.retryWhatFailed();
                    retried = System.nanoTime();
                }
                if (notifications == null || notifications.length == 0) {
                    if (!opened.isValid(2)) {
                        throw new SQLException("The connection is gone", "08006");
                    }
                    continue;
                }
                for (var notification : notifications) {
                    if (!notification.getParameter().isBlank()) {
                        live.changed(new SubscriptionId(notification.getParameter()));
                    }
                }
            }
        }

        private void pollFor(Duration pause) {
            var end = System.nanoTime() + pause.toNanos();
            do {
                live.anythingMayHaveChanged();
                var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                await(left.compareTo(properties.pollWhileBroken()) < 0 ? left : properties.pollWhileBroken());
            } while (!isStopped() && System.nanoTime() < end);
        }

        private void await(Duration time) {
            try {
                var unused = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                stopped.countDown();
                Thread.currentThread().interrupt();
            }
        }

        private boolean isStopped() {
            return stopped.getCount() == 0;
        }

        private void stop() {
            stopped.countDown();
            var open = connection;
            if (open != null) {
                try {
                    open.abort(Runnable::run);
                } catch (SQLException alreadyGone) {
                    LOG.debug("listening connection was gone", alreadyGone);
                }
            }
        }
    }
}
