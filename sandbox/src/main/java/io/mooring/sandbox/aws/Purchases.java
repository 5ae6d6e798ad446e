package io.mooring.sandbox.aws;

import io.mooring.sandbox.durable.DurableMap;
import io.mooring.subscription.api.Feed;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Who has bought the listings, and what AWS has said or has yet to say about it. A notification that was due when the JVM
 * ended is sent after the next start; one that was sent may be sent again, as AWS does.
 */
public final class Purchases implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DurableMap<Purchase> purchases;
    private final Topic topic;
    private final Ledger ledger;
    private final Clock clock;
    private final ExecutorService later = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("aws-marketplace-notifications").factory());

    public Purchases(DurableMap<Purchase> purchases, Topic topic, Ledger ledger, Clock clock) {
        this.purchases = purchases;
        this.topic = topic;
        this.ledger = ledger;
        this.clock = clock;
        purchases.values().forEach(this::resume);
    }

    /** A buyer subscribes, for the first time or again: where AWS names customers the same account is always the same one, elsewhere each purchase is new. */
    public synchronized Purchase subscribe(Order order) {
        var listing = SandboxListing.of(order.listing());
        var account = order.awsAccountId() == null ? digits() : order.awsAccountId();
        var licensed = listing.feed() == Feed.EVENTBRIDGE;
        var customer = licensed ? letters(11) : customerOf(account);
        var purchase = new Purchase(
                customer,
                account,
                "offer-" + letters(13).toLowerCase(Locale.ROOT),
                order.announcement(),
                order.copies(),
                order.delay().toMillis(),
                order.paymentFails(),
                Purchase.Status.SUBSCRIBED,
                false,
                false,
                clock.instant(),
                null,
                listing.id(),
                licensed ? "agmt-" + letters(13).toLowerCase(Locale.ROOT) : null,
                licensed ? "arn:aws:license-manager::" + account + ":license:l-" + hex() : null);
        purchases.put(customer, purchase);
        ledger.add("Subscribe", customer, order.announcement().name());
        if (order.announcement() == Announcement.BEFORE) {
            announceLater(purchase);
        }
        return purchase;
    }

    private String customerOf(String account) {
        return purchases.values().stream()
                .filter(known ->
                        known.awsAccountId().equals(account) && known.product().feed() == Feed.SNS)
                .map(Purchase::customerIdentifier)
                .findFirst()
                .orElseGet(() -> letters(11));
    }

    public Optional<Purchase> find(String customerIdentifier) {
        return purchases.get(customerIdentifier);
    }

    /** Newest first. */
    public List<Purchase> all() {
        return purchases.values().reversed();
    }

    /** Sends success or failure of the purchase now, whatever was planned. */
    public synchronized void announce(String customerIdentifier) {
        var purchase = known(customerIdentifier);
        var action = purchase.paymentFails() ? Notification.SUBSCRIBE_FAIL : Notification.SUBSCRIBE_SUCCESS;
        send(action, purchase, purchase.copies());
        change(customerIdentifier, Purchase::asAnnounced);
    }

    /** Sends any notification, also one that makes no sense at this moment, as often as wished; copies share an id. */
    public synchronized void say(String customerIdentifier, String action, int copies) {
        send(action, known(customerIdentifier), copies);
        switch (action) {
            case Notification.SUBSCRIBE_SUCCESS ->
                change(customerIdentifier, it -> it.saidToBe(Purchase.Status.SUBSCRIBED));
            case Notification.SUBSCRIBE_FAIL ->
                change(customerIdentifier, it -> it.saidToBe(Purchase.Status.PAYMENT_FAILED));
            case Notification.UNSUBSCRIBE_PENDING ->
                change(customerIdentifier, it -> it.in(Purchase.Status.UNSUBSCRIBING));
            case Notification.UNSUBSCRIBE_SUCCESS ->
                change(customerIdentifier, it -> it.in(Purchase.Status.UNSUBSCRIBED));
            default -> ledger.add("Notification", customerIdentifier, "no state behind " + action);
        }
    }

    /** The buyer unsubscribes: pending now, success after the delay. */
    public synchronized void unsubscribe(String customerIdentifier, Duration untilSuccess) {
        say(customerIdentifier, Notification.UNSUBSCRIBE_PENDING, 1);
        var ending =
                change(customerIdentifier, it -> it.endingAt(clock.instant().plus(untilSuccess)));
        endLater(ending);
    }

    /** A token of this customer has been resolved. */
    synchronized void landed(String customerIdentifier) {
        var before = known(customerIdentifier);
        if (!before.landed()) {
            change(customerIdentifier, Purchase::asLanded);
            if (before.announcement() == Announcement.AFTER && !before.announced()) {
                announceLater(before);
            }
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        purchases.close();
    }

    private void resume(Purchase purchase) {
        var due = purchase.announcement() == Announcement.BEFORE
                || (purchase.announcement() == Announcement.AFTER && purchase.landed());
        if (due && !purchase.announced() && purchase.status() == Purchase.Status.SUBSCRIBED) {
            announceLater(purchase);
        }
        endLater(purchase);
    }

    private void announceLater(Purchase purchase) {
        after(Duration.ofMillis(purchase.delayMillis()), () -> {
            var isCurrent = find(purchase.customerIdentifier())
                    .filter(now -> now.offerIdentifier().equals(purchase.offerIdentifier()) && !now.announced())
                    .isPresent();
            if (isCurrent) {
                announce(purchase.customerIdentifier());
            }
        });
    }

    private void endLater(Purchase purchase) {
        var end = purchase.endsAt();
        if (end != null) {
            after(Duration.between(clock.instant(), end), () -> {
                if (find(purchase.customerIdentifier())
                        .filter(now -> end.equals(now.endsAt()))
                        .isPresent()) {
                    say(purchase.customerIdentifier(), Notification.UNSUBSCRIBE_SUCCESS, 1);
                }
            });
        }
    }

    private void after(Duration delay, Runnable task) {
        CompletableFuture.delayedExecutor(Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS, later)
                .execute(() -> {
                    try {
                        task.run();
                    } catch (RuntimeException failed) {
                        ledger.add("Notification", "", "failed: " + failed.getMessage());
                    }
                });
    }

    private void send(String action, Purchase purchase, int copies) {
        var at = clock.instant();
        var bodies = purchase.product().feed() == Feed.EVENTBRIDGE
                ? AgreementEvents.bodies(action, purchase, at)
                : List.of(Notification.body(action, purchase, UUID.randomUUID().toString(), at));
        for (var copy = 0; copy < copies; copy++) {
            bodies.forEach(topic::deliver);
        }
        ledger.add("Notification", purchase.customerIdentifier(), action + " x" + copies);
    }

    private Purchase change(String customerIdentifier, UnaryOperator<Purchase> change) {
        var changed = change.apply(known(customerIdentifier));
        purchases.put(customerIdentifier, changed);
        return changed;
    }

    private Purchase known(String customerIdentifier) {
        return find(customerIdentifier)
                .orElseThrow(() -> new IllegalArgumentException("AWS knows no customer " + customerIdentifier));
    }

    private static String digits() {
        return String.valueOf(100_000_000_000L + RANDOM.nextLong(900_000_000_000L));
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String letters(int count) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return RANDOM.ints(count, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
