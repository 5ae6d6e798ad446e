package io.mooring.web.engine;

import io.mooring.eventstore.processing.CommitAnnouncements;
import io.mooring.eventstore.processing.EventFeed;
import io.mooring.eventstore.processing.PostgresNotifications;
import io.mooring.eventstore.processing.SegmentClaims;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Listens before the first processor starts, and until the last one has stopped. */
@Component
class ProcessingLifecycle implements SmartLifecycle {

    private final PostgresNotifications notifications;
    private final CommitAnnouncements announcements;
    private final EventFeed feed;
    private final SegmentClaims claims;
    private volatile boolean running;

    ProcessingLifecycle(
            PostgresNotifications notifications,
            CommitAnnouncements announcements,
            EventFeed feed,
            SegmentClaims claims) {
        this.notifications = notifications;
        this.announcements = announcements;
        this.feed = feed;
        this.claims = claims;
    }

    @Override
    public void start() {
        running = true;
        notifications.start();
        announcements.start();
    }

    @Override
    public void stop() {
        running = false;
        claims.close();
        feed.close();
        announcements.close();
        notifications.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the guard, before Axon. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }
}
