package io.mooring.subscription.marketplace;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.marketplace.InboxRows.Quarantine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** What the inbox shows to be alarmed by: messages that were put aside, and feeds that have fallen silent. */
final class InboxMetrics {

    private static final Duration KEPT = Duration.ofSeconds(10);

    private final InboxRows inbox;
    private final ConfiguredListings listings;
    private final Clock clock;
    private final ObjectProvider<MeterRegistry> meters;
    private final Instant started;
    private Optional<State> state = Optional.empty();
    private long askedAt;

    private record State(Quarantine quarantine, Map<Feed, Instant> lastReceived) {}

    InboxMetrics(InboxRows inbox, ConfiguredListings listings, Clock clock, ObjectProvider<MeterRegistry> meters) {
        this.inbox = inbox;
        this.listings = listings;
        this.clock = clock;
        this.meters = meters;
        this.started = clock.instant();
    }

    @EventListener(ApplicationReadyEvent.class)
    void measure() {
        var registry = meters.getIfUnique();
        if (registry == null) {
            return;
        }
        Gauge.builder(
                        "mooring.intake.quarantined",
                        () -> state().map(known -> (double) known.quarantine().deadLettered())
                                .orElse(Double.NaN))
                .description("messages that were put aside and have not been taken again")
                .register(registry);
        Gauge.builder(
                        "mooring.intake.failing",
                        () -> state().map(known -> (double) known.quarantine().failed())
                                .orElse(Double.NaN))
                .description("messages whose handling failed and that have had no effect since")
                .register(registry);
        listings.feeds()
                .forEach(feed -> Gauge.builder("mooring.intake.silence", () -> silence(feed))
                        .description("since the last message of the feed was taken by any node")
                        .baseUnit("seconds")
                        .tag("feed", Inbox.name(feed))
                        .register(registry));
    }

    /** In seconds; since the start of this node where nothing ever came. */
    private double silence(Feed feed) {
        return state().map(known -> Duration.between(known.lastReceived().getOrDefault(feed, started), clock.instant())
                                .toMillis()
                        / 1e3)
                .orElse(Double.NaN);
    }

    /** For all gauges of a scrape at once; while the database is away they are not numbers, and the scrape does not wait for each. */
    private synchronized Optional<State> state() {
        if (askedAt == 0 || System.nanoTime() - askedAt > KEPT.toNanos()) {
            askedAt = System.nanoTime();
            state = Optional.empty();
            var last = new EnumMap<Feed, Instant>(Feed.class);
            listings.feeds().forEach(feed -> inbox.lastReceived(feed).ifPresent(at -> last.put(feed, at)));
            state = Optional.of(new State(inbox.quarantine(), last));
        }
        return state;
    }
}
