package io.mooring.sandbox.aws;

import io.mooring.subscription.api.Feed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Says things of purchases on the seller's queue, by the feed or the feeds of what was bought; copies of one statement share their ids. */
final class Notifier {

    /** That something be said of a purchase. */
    record Statement(String action, Purchase purchase) {}

    private record Delivery(SandboxListing listing, String body) {}

    private final Topic topic;
    private final Ledger ledger;
    private final SandboxClock clock;
    private final BiConsumer<Instant, Runnable> later;

    /** With {@code later} for what a second feed says after the first. */
    Notifier(Topic topic, Ledger ledger, SandboxClock clock, BiConsumer<Instant, Runnable> later) {
        this.topic = topic;
        this.ledger = ledger;
        this.clock = clock;
        this.later = later;
    }

    void send(String action, Purchase purchase, int copies) {
        send(action, purchase, copies, null);
    }

    /** By one feed only, where one is given. */
    void send(String action, Purchase purchase, int copies, @Nullable Feed only) {
        var at = clock.instant();
        var feeds = only == null ? feeds(purchase) : List.of(only);
        var lag = purchase.moving() == null ? 0 : purchase.moving().manner().lagMillis();
        for (var i = 0; i < feeds.size(); i++) {
            var feed = feeds.get(i);
            if (i == 0 || lag == 0) {
                deliver(action, purchase, feed, at, copies);
            } else {
                later.accept(at.plusMillis(lag), () -> deliver(action, purchase, feed, at, copies));
            }
        }
    }

    private void deliver(String action, Purchase purchase, Feed feed, Instant at, int copies) {
        var bodies = bodies(action, purchase, feed, at);
        for (var copy = 0; copy < copies; copy++) {
            bodies.forEach(body -> topic.deliver(purchase.product(), body));
        }
        var by = purchase.moving() == null ? "" : " by " + feed;
        ledger.add("Notification", purchase.customerIdentifier(), action + " x" + copies + by);
    }

    /** All of them, each so many times, in an order that the seed decides; AWS's time of each says which was first. */
    void sendShuffled(List<Statement> statements, int copies, long seed) {
        var deliveries = new ArrayList<Delivery>();
        var at = clock.instant();
        for (var statement : statements) {
            at = at.plusMillis(1);
            var purchase = statement.purchase();
            for (var feed : feeds(purchase)) {
                var bodies = bodies(statement.action(), purchase, feed, at);
                for (var copy = 0; copy < copies; copy++) {
                    bodies.forEach(body -> deliveries.add(new Delivery(purchase.product(), body)));
                }
            }
            ledger.add(
                    "Notification",
                    purchase.customerIdentifier(),
                    statement.action() + " x" + copies + " shuffled by " + seed);
        }
        Collections.shuffle(deliveries, new Random(seed));
        deliveries.forEach(it -> topic.deliver(it.listing(), it.body()));
    }

    private static List<Feed> feeds(Purchase purchase) {
        if (purchase.moving() != null) {
            return purchase.moving().manner().told().feeds();
        }
        return List.of(purchase.isLicensed() ? Feed.EVENTBRIDGE : Feed.SNS);
    }

    private static List<String> bodies(String action, Purchase purchase, Feed feed, Instant at) {
        if (feed == Feed.EVENTBRIDGE) {
            return AgreementEvents.bodies(action, purchase, at);
        }
        // SNS has nothing to say of what only agreements have
        return purchase.moving() != null && AgreementEvents.isOfAgreements(action)
                ? List.of()
                : List.of(Notification.body(action, purchase, UUID.randomUUID().toString(), at));
    }
}
