package io.mooring.sandbox.aws;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Messages about many purchases of both kinds, each delivered one to five times and all of them shuffled, and where every purchase has to stand in the end:
 * worked out from what is said, never from the order in which it is. The same seed makes the same stories.
 */
public final class NotificationStorm {

    private static final List<String> STATEMENTS = List.of(
            Notification.SUBSCRIBE_SUCCESS,
            Notification.SUBSCRIBE_FAIL,
            Notification.UNSUBSCRIBE_PENDING,
            Notification.UNSUBSCRIBE_SUCCESS);
    private static final int LONGEST_STORY = 6;
    private static final int MOST_COPIES = 5;

    private final Random random;
    private final Instant began;
    private final List<String> deliveries = new ArrayList<>();
    private final Map<SubscriptionId, SubscriptionStatus> expected = new HashMap<>();
    private int notifications;
    private int malformed;

    private NotificationStorm(long seed, Instant began) {
        this.random = new Random(seed);
        this.began = began;
    }

    /**
     * At least so many different messages.
     *
     * @param began the time of the earliest
     */
    public static NotificationStorm of(int notifications, long seed, Instant began) {
        var storm = new NotificationStorm(seed, began);
        while (storm.notifications < notifications) {
            storm.tell(storm.random.nextBoolean() ? SandboxListing.OBSERVABILITY : SandboxListing.METRICS);
        }
        Collections.shuffle(storm.deliveries, storm.random);
        return storm;
    }

    /** The same with messages among them that can never have an effect, of every kind in turn. */
    public NotificationStorm with(int malformedMessages) {
        for (var i = 0; i < malformedMessages; i++) {
            deliveries.add(malformed(i));
        }
        malformed += malformedMessages;
        Collections.shuffle(deliveries, random);
        return this;
    }

    /** One message by which AWS confirms a purchase that nobody has heard of. */
    public record Confirmation(SubscriptionId subscriptionId, String body) {}

    /** Confirmations of so many purchases of both kinds, each by one message. */
    public static List<Confirmation> confirmations(int count, long seed, Instant at) {
        var storm = new NotificationStorm(seed, at);
        var confirmations = new ArrayList<Confirmation>();
        for (var i = 0; i < count; i++) {
            var licensed = storm.random.nextBoolean();
            var purchase = storm.purchase(licensed ? SandboxListing.METRICS : SandboxListing.OBSERVABILITY);
            confirmations.add(new Confirmation(
                    id(purchase),
                    licensed
                            ? AgreementEvents.bodies("entitlement-updated", purchase, at)
                                    .getFirst()
                            : Notification.body(
                                    Notification.SUBSCRIBE_SUCCESS,
                                    purchase,
                                    UUID.randomUUID().toString(),
                                    at)));
        }
        return confirmations;
    }

    /** What is put on the queue, in this order. */
    public List<String> deliveries() {
        return Collections.unmodifiableList(deliveries);
    }

    /** How many different messages are to have been taken in the end. */
    public int notifications() {
        return notifications;
    }

    public int malformed() {
        return malformed;
    }

    /** Where each purchase that AWS has named has to stand in the end. */
    public Map<SubscriptionId, SubscriptionStatus> expected() {
        return Collections.unmodifiableMap(expected);
    }

    private void tell(SandboxListing listing) {
        var purchase = purchase(listing);
        var said = new HashSet<String>();
        var newest = "";
        var length = 1 + random.nextInt(LONGEST_STORY);
        for (var i = 0; i < length; i++) {
            newest = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
            said.add(newest);
            say(newest, purchase, began.plusSeconds(i));
        }
        if (listing.feed() == Feed.SNS) {
            say("entitlement-updated", purchase, began.plusSeconds(length));
            expected.put(id(purchase), status(newest));
        } else if (said.contains(Notification.SUBSCRIBE_SUCCESS) || said.contains(Notification.UNSUBSCRIBE_SUCCESS)) {
            expected.put(id(purchase), status(said));
        }
    }

    private void say(String action, Purchase purchase, Instant at) {
        var bodies = purchase.product().feed() == Feed.EVENTBRIDGE
                ? AgreementEvents.bodies(action, purchase, at)
                : List.of(Notification.body(action, purchase, UUID.randomUUID().toString(), at));
        for (var body : bodies) {
            notifications++;
            deliveries.addAll(Collections.nCopies(1 + random.nextInt(MOST_COPIES), body));
        }
    }

    /** Of statements about a customer the newest counts. */
    private static SubscriptionStatus status(String newest) {
        return switch (newest) {
            case Notification.SUBSCRIBE_SUCCESS -> SubscriptionStatus.CONFIRMED;
            case Notification.SUBSCRIBE_FAIL -> SubscriptionStatus.FAILED;
            case Notification.UNSUBSCRIBE_PENDING -> SubscriptionStatus.ENDING;
            default -> SubscriptionStatus.ENDED;
        };
    }

    /** Of what is said of an agreement all counts. */
    private static SubscriptionStatus status(Set<String> said) {
        var over = said.contains(Notification.UNSUBSCRIBE_PENDING);
        if (over && said.contains(Notification.UNSUBSCRIBE_SUCCESS)) {
            return SubscriptionStatus.ENDED;
        }
        if (!said.contains(Notification.SUBSCRIBE_SUCCESS)) {
            return SubscriptionStatus.WAITING_FOR_AWS;
        }
        return over ? SubscriptionStatus.ENDING : SubscriptionStatus.CONFIRMED;
    }

    private static SubscriptionId id(Purchase purchase) {
        var listing = purchase.product();
        return new io.mooring.subscription.api.Purchase(
                        listing.id(),
                        listing.partition(),
                        listing.productCode(),
                        purchase.licenseArn() == null ? purchase.customerIdentifier() : null,
                        purchase.licenseArn())
                .subscriptionId();
    }

    private Purchase purchase(SandboxListing listing) {
        var licensed = listing.feed() == Feed.EVENTBRIDGE;
        var name = UUID.randomUUID().toString().replace("-", "");
        return new Purchase(
                name,
                String.valueOf(100_000_000_000L + random.nextLong(900_000_000_000L)),
                "offer-" + name,
                Announcement.MANUAL,
                1,
                Duration.ZERO.toMillis(),
                false,
                Purchase.Status.SUBSCRIBED,
                false,
                false,
                began,
                null,
                listing.id(),
                licensed ? "agmt-" + name : null,
                licensed ? "arn:aws:license-manager::222222222222:license:l-" + name : null,
                Purchase.Terms.plain(began, licensed ? "agmt-" + name : null),
                null);
    }

    private String malformed(int number) {
        var known = purchase(SandboxListing.OBSERVABILITY);
        var notification = Notification.body(
                Notification.SUBSCRIBE_SUCCESS, known, UUID.randomUUID().toString(), began);
        var event = AgreementEvents.bodies("entitlement-updated", purchase(SandboxListing.METRICS), began)
                .getFirst();
        return switch (number % 8) {
            case 0 -> notification.substring(0, notification.length() / 2);
            case 1 -> "{\"padding\": \"" + "x".repeat(200 * 1024) + number + "\"}";
            case 2 -> "[".repeat(500) + number + "]".repeat(500);
            case 3 -> notification.replace(known.customerIdentifier(), "\\\\u0000" + known.customerIdentifier());
            case 4 -> notification.replace("subscribe-success", "subscribe-perhaps");
            case 5 -> notification.replace(SandboxListing.OBSERVABILITY.productCode(), "of-somebody-else");
            case 6 -> event.replace(SandboxListing.SELLER_ACCOUNT, "999999999999");
            default -> event.replace("License Updated", "License Painted");
        };
    }
}
