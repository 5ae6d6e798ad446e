package io.mooring.eventstore.processing;

import io.mooring.eventstore.PostgresEventStorageEngine;
import io.mooring.eventstore.PostgresEventStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log once for all processors of a node, as soon as something was committed: here it is told at once, by other nodes through {@link
 * CommitAnnouncements}; a slow poll is the safety net. While a transaction in flight holds the horizon back it looks again after moments, because a roll-back
 * tells nobody.
 */
public final class EventFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

    /** Events kept in memory for the workers; who is further behind reads by itself. */
    private static final int KEPT = 8_192;

    private static final int BATCH = 1_000;

    /** Between two looks at the horizon: each has its price, and so has each batch that follows from it. */
    private static final Duration PACE = Duration.ofMillis(3);

    /** The same while many events come: larger batches are cheaper, and nobody notices. */
    private static final Duration PACE_UNDER_LOAD = Duration.ofMillis(10);

    /** So many numbers in one look are many. */
    private static final int LOAD = 16;

    private static final Duration POLL = Duration.ofSeconds(4);
    private static final Duration POLL_WHEN_DEAF = Duration.ofMillis(250);
    private static final Duration HELD_BACK_FIRST = Duration.ofMillis(2);
    private static final Duration HELD_BACK_LONGEST = Duration.ofMillis(100);
    private static final Duration FAILURE_PAUSE = Duration.ofMillis(500);

    private final PostgresEventStore store;
    private final PostgresEventStorageEngine engine;
    private final CommitAnnouncements announcements;
    private final Signal signal = new Signal();
    private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();
    private volatile @Nullable RecentEvents recent;
    private volatile boolean running;
    private @Nullable Thread thread;
    private @Nullable Registration committed;

    public EventFeed(PostgresEventStore store, CommitAnnouncements announcements) {
        this.store = store;
        this.engine = store.engine();
        this.announcements = announcements;
    }

    /** Begins to read at the present end of the log. Starting twice is starting once. */
    public synchronized void start() {
        if (thread != null) {
            return;
        }
        recent = new RecentEvents(KEPT, engine.lastReadable());
        committed = store.onCommitted(() -> {
            signal.ring();
            announcements.announce();
        });
        announcements.whenHeard(() -> {
            signal.ring();
            store.wakeStreams();
        });
        running = true; // before the thread looks at it
        thread = Thread.ofPlatform().name("event-feed").daemon().start(this::run);
    }

    PostgresEventStorageEngine engine() {
        return engine;
    }

    StreamableMessageSource<TrackedEventMessage<?>> source() {
        return store;
    }

    static TrackingToken token(long position) {
        return new GlobalSequenceTrackingToken(position);
    }

    /** Has the reader told when there is more to read. */
    Registration subscribe(Runnable reader) {
        readers.add(reader);
        return () -> readers.remove(reader);
    }

    /** Up to where the log was read and is complete: what a processor can be behind of. */
    public long position() {
        var events = recent;
        return events == null ? -1 : events.upTo();
    }

    /** What comes after a position; null when that is too long ago to be kept in memory. */
    PostgresEventStorageEngine.@Nullable Range after(long position, int limit) {
        var events = recent;
        return events == null
                ? new PostgresEventStorageEngine.Range(List.of(), position)
                : events.after(position, limit);
    }

    private void run() {
        var events = recent;
        var heldBack = Duration.ZERO;
        while (running && events != null) {
            try {
                var waited = heldBack.isZero() ? poll() : heldBack;
                signal.await(waited);
                var before = events.upTo();
                heldBack = read(events) ? longer(heldBack) : Duration.ZERO;
                var pace = events.upTo() - before > LOAD ? PACE_UNDER_LOAD : PACE;
                Signal.pause(pace.toNanos());
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("the log could not be read; trying again pause={}", FAILURE_PAUSE, failed);
                heldBack = FAILURE_PAUSE;
            }
        }
    }

    private Duration poll() {
        return announcements.isHearing() ? POLL : POLL_WHEN_DEAF;
    }

    private static Duration longer(Duration pause) {
        var longer = pause.isZero() ? HELD_BACK_FIRST : pause.multipliedBy(2);
        return longer.compareTo(HELD_BACK_LONGEST) > 0 ? HELD_BACK_LONGEST : longer;
    }

    /** Reads up to the horizon; true if a transaction in flight keeps it from the head. */
    private boolean read(RecentEvents events) {
        var limits = engine.limits();
        while (events.upTo() < limits.horizon()) {
            var next = engine.range(events.upTo(), limits.horizon(), BATCH);
            if (next.upTo() == events.upTo()) {
                break; // numbers that were rolled back
            }
            events.add(next);
            readers.forEach(Runnable::run);
        }
        return limits.horizon() < limits.head();
    }

    @Override
    public synchronized void close() {
        var reader = thread;
        thread = null;
        running = false;
        if (committed != null) {
            committed.cancel();
        }
        if (reader != null) {
            reader.interrupt();
        }
    }
}
