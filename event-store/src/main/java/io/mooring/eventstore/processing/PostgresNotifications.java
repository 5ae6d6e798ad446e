package io.mooring.eventstore.processing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what is said on PostgreSQL's channels, by one connection per node that is opened again with growing pauses when it is lost. Whoever listens is told
 * of every new connection, too, because something may have been said meanwhile.
 */
public final class PostgresNotifications implements AutoCloseable {

    /** Opens a connection for listening; not one of the pool, for it is kept. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    /** What every new session begins with. */
    interface SessionStart {
        void in(Connection session);
    }

    private static final Logger LOG = LoggerFactory.getLogger(PostgresNotifications.class);
    private static final int WAIT_MILLIS = 5_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Connections connections;
    private final Map<String, Consumer<String>> channels = new ConcurrentHashMap<>();
    private final List<SessionStart> sessionStarts = new CopyOnWriteArrayList<>();
    private final List<Runnable> whenConnected = new CopyOnWriteArrayList<>();
    private final Signal stopping = new Signal();
    private volatile boolean running;
    private @Nullable Thread listener;
    private volatile @Nullable Connection connection;
    private volatile boolean connected;

    public PostgresNotifications(Connections connections) {
        this.connections = connections;
    }

    /** Has the hearer called, on the listening thread, with each text that is said on the channel. Before {@link #start()} only. */
    public PostgresNotifications on(String channel, Consumer<String> hearer) {
        if (!channel.matches("[a-z_]+")) {
            throw new IllegalArgumentException("Not a plain channel name: " + channel);
        }
        channels.put(channel, hearer);
        return this;
    }

    /** Has every session begin with this. Before {@link #start()} only. */
    void onSession(SessionStart beginning) {
        sessionStarts.add(beginning);
    }

    /** Has the task run after every connection, the first included. */
    public PostgresNotifications whenConnected(Runnable task) {
        whenConnected.add(task);
        return this;
    }

    public synchronized void start() {
        if (listener == null) {
            running = true; // before the thread looks at it
            listener =
                    Thread.ofPlatform().name("postgres-notifications").daemon().start(this::run);
        }
    }

    /** Whether what is said is heard at the moment. */
    public boolean isConnected() {
        return connected;
    }

    private void run() {
        var pause = FIRST_PAUSE;
        while (running) {
            try (var opened = connections.open()) {
                connection = opened;
                listen(opened);
                pause = FIRST_PAUSE;
                hear(opened);
            } catch (SQLException | RuntimeException lost) {
                if (running) {
                    LOG.warn("listening to PostgreSQL interrupted pause={}", pause, lost);
                }
            } finally {
                connected = false;
            }
            if (running) {
                pause = rest(pause);
            }
        }
    }

    private Duration rest(Duration pause) {
        try {
            stopping.await(pause);
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
        return pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private void listen(Connection opened) throws SQLException {
        opened.setAutoCommit(true);
        opened.setClientInfo("ApplicationName", "mooring-listener");
        try (var statement = opened.createStatement()) {
            for (var channel : channels.keySet()) {
                statement.execute("LISTEN " + channel);
            }
        }
        for (var beginning : sessionStarts) {
            beginning.in(opened);
        }
        connected = true;
        LOG.info("listening to PostgreSQL channels={}", channels.keySet());
        whenConnected.forEach(Runnable::run);
    }

    private void hear(Connection opened) throws SQLException {
        var postgres = opened.unwrap(PGConnection.class);
        var silent = 0;
        while (running) {
            var notifications = postgres.getNotifications(WAIT_MILLIS);
            if (notifications == null || notifications.length == 0) {
                // A dead peer is found by the socket's keep-alive; a query now and then finds the rest
                if (++silent % 6 == 0 && !opened.isValid(2)) {
                    throw new SQLException("The connection is gone", "08006");
                }
                continue;
            }
            silent = 0;
            for (var notification : notifications) {
                var hearer = channels.get(notification.getName());
                if (hearer != null) {
                    hearer.accept(notification.getParameter());
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        var heard = listener;
        listener = null;
        running = false;
        stopping.ring();
        var open = connection;
        if (heard != null && open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException alreadyGone) {
                LOG.debug("listening connection was gone", alreadyGone);
            }
        }
    }
}
