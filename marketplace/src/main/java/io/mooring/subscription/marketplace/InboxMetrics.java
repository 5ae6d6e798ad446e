package io.mooring.subscription.marketplace;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mooring.subscription.api.Feed;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

/** What the inbox shows to be alarmed by: messages that were put aside, and feeds that have fallen silent. */
final class InboxMetrics {

    private final Inbox inbox;
    private final Clock clock;
    private final ConfiguredListings listings;
    private final ObjectProvider<MeterRegistry> meters;

    InboxMetrics(Inbox inbox, ConfiguredListings listings, Clock clock, ObjectProvider<MeterRegistry> meters) {
        this.inbox = inbox;
        this.listings = listings;
        this.clock = clock;
        this.meters = meters;
    }

    @EventListener(ContextRefreshedEvent.class)
    void measure() {
        var registry = meters.getIfUnique();
        if (registry == null) {
            return;
        }
        Gauge.builder("mooring.intake.quarantined", inbox, Inbox::quarantined)
                .description("messages that were put aside and have not been taken again")
                .register(registry);
        listings.feeds()
                .forEach(feed -> Gauge.builder("mooring.intake.silence", () -> silence(feed))
                        .description("since the last message of the feed was taken by any node")
                        .baseUnit("seconds")
                        .tag("feed", Inbox.name(feed))
                        .register(registry));
    }

    /** In seconds; not a number where nothing ever came. */
    private double silence(Feed feed) {
        return inbox.lastReceived(feed)
                .map(last -> Duration.between(last, clock.instant()).toMillis() / 1e3)
                .orElse(Double.NaN);
    }
}
