package io.mooring.sandbox.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Says things of purchases on the seller's queue, by the feed of what was bought; copies of one statement share their ids. */
final class Notifier {

    /** That something be said of a purchase. */
    record Statement(String action, Purchase purchase) {}

    private final Topic topic;
    private final Ledger ledger;
    private final SandboxClock clock;

    Notifier(Topic topic, Ledger ledger, SandboxClock clock) {
        this.topic = topic;
        this.ledger = ledger;
        this.clock = clock;
    }

    void send(String action, Purchase purchase, int copies) {
        var bodies = bodies(action, purchase, clock.instant());
        for (var copy = 0; copy < copies; copy++) {
            bodies.forEach(topic::deliver);
        }
        ledger.add("Notification", purchase.customerIdentifier(), action + " x" + copies);
    }

    /** All of them, each so many times, in an order that the seed decides; AWS's time of each says which was first. */
    void sendShuffled(List<Statement> statements, int copies, long seed) {
        var deliveries = new ArrayList<String>();
        var at = clock.instant();
        for (var statement : statements) {
            at = at.plusMillis(1);
            var bodies = bodies(statement.action(), statement.purchase(), at);
            for (var copy = 0; copy < copies; copy++) {
                deliveries.addAll(bodies);
            }
            ledger.add(
                    "Notification",
                    statement.purchase().customerIdentifier(),
                    statement.action() + " x" + copies + " shuffled by " + seed);
        }
        Collections.shuffle(deliveries, new Random(seed));
        deliveries.forEach(topic::deliver);
    }

    private static List<String> bodies(String action, Purchase purchase, Instant at) {
        return purchase.isLicensed()
                ? AgreementEvents.bodies(action, purchase, at)
                : List.of(Notification.body(action, purchase, UUID.randomUUID().toString(), at));
    }
}
