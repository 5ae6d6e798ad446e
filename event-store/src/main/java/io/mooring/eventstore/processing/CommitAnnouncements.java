package io.mooring.eventstore.processing;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells other nodes that something was committed, and hears it from them. Said after the commit, by a transaction of its own and a few at a time: a {@code
 * NOTIFY} inside the appending transaction would have all commits wait for each other. What a crash leaves unsaid, the others' slow poll finds.
 */
public final class CommitAnnouncements implements AutoCloseable {

    static final String CHANNEL = "event_appended";

    private static final Logger LOG = LoggerFactory.getLogger(CommitAnnouncements.class);

    /** Commits within this time are announced together, the first of them at once. */
    private static final Duration TOGETHER = Duration.ofMillis(8);

    private static final Duration UNTIL_STOPPED = Duration.ofDays(1);

    /** Nothing depends on the survival of this transaction, so it need not wait for the disk. */
    private static final String SAY =
            "select set_config('synchronous_commit', 'off', true), pg_notify('" + CHANNEL + "', ?)";

    private final String node = UUID.randomUUID().toString();
    private final JdbcTemplate jdbc;
    private final PostgresNotifications notifications;
    private final Signal signal = new Signal();
    private final List<Runnable> hearers = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    public CommitAnnouncements(DataSource dataSource, PostgresNotifications notifications) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.notifications = notifications;
        notifications.on(CHANNEL, said -> {
            if (!said.equals(node)) {
                hearers.forEach(Runnable::run);
            }
        });
        notifications.whenConnected(() -> hearers.forEach(Runnable::run));
    }

    public synchronized void start() {
        if (thread == null) {
            running = true; // before the thread looks at it
            thread = Thread.ofPlatform().name("commit-announcements").daemon().start(this::run);
        }
    }

    void whenHeard(Runnable hearer) {
        hearers.add(hearer);
    }

    boolean isHearing() {
        return notifications.isConnected();
    }

    void announce() {
        signal.ring();
    }

    private void run() {
        while (running) {
            try {
                if (signal.await(UNTIL_STOPPED)) {
                    say();
                    Signal.pause(TOGETHER.toNanos());
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void say() {
        try {
            jdbc.query(SAY, row -> {}, node);
        } catch (DataAccessException unsaid) {
            LOG.warn("other nodes were not told of a commit; they find it by their poll", unsaid);
        }
    }

    @Override
    public synchronized void close() {
        var worker = thread;
        thread = null;
        running = false;
        if (worker != null) {
            worker.interrupt();
        }
    }
}
