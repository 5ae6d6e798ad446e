package io.mooring.sandbox.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a buyer subscribes.
 *
 * @param listing the engine's name of what is bought; {@code null} is the first of the sandbox, or that of the renewed purchase
 * @param awsAccountId the account that buys; {@code null} is a new one, or that of the renewed purchase
 * @param copies how often each notification is delivered
 * @param delay from the moment that {@code announcement} names until the notification is sent
 * @param renews the customer identifier of the purchase that this one carries on
 * @param startsIn how long after it is signed it takes effect
 * @param throughPartner whether a channel partner sells it
 * @param manner how AWS speaks of it, where the listing moves; {@code null} is the usual one
 */
public record Order(
        @Nullable String listing,
        @Nullable String awsAccountId,
        Announcement announcement,
        int copies,
        Duration delay,
        boolean paymentFails,
        @Nullable String renews,
        boolean freeTrial,
        Duration startsIn,
        boolean throughPartner,
        Moving.@Nullable Manner manner) {

    private static final Duration FARTHEST = Duration.ofDays(3 * 366);

    public Order {
        if (copies < 1 || copies > 20) {
            throw new IllegalArgumentException("A notification is delivered 1 to 20 times");
        }
        if (delay.isNegative() || delay.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("A delay is an hour at most");
        }
        if (awsAccountId != null && !awsAccountId.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("An AWS account id has twelve digits");
        }
        if (startsIn.isNegative() || startsIn.compareTo(FARTHEST) > 0) {
            throw new IllegalArgumentException("A purchase starts within three years");
        }
    }

    /** One that the maker sells, and of which AWS speaks in the usual manner. */
    public Order(
            @Nullable String listing,
            @Nullable String awsAccountId,
            Announcement announcement,
            int copies,
            Duration delay,
            boolean paymentFails,
            @Nullable String renews,
            boolean freeTrial,
            Duration startsIn) {
        this(
                listing,
                awsAccountId,
                announcement,
                copies,
                delay,
                paymentFails,
                renews,
                freeTrial,
                startsIn,
                false,
                null);
    }

    /** One that starts at once, renews nothing and is no trial. */
    public Order(
            @Nullable String listing,
            @Nullable String awsAccountId,
            Announcement announcement,
            int copies,
            Duration delay,
            boolean paymentFails) {
        this(listing, awsAccountId, announcement, copies, delay, paymentFails, null, false, Duration.ZERO);
    }

    /** The same, sold by a channel partner. */
    public Order resold() {
        return new Order(
                listing,
                awsAccountId,
                announcement,
                copies,
                delay,
                paymentFails,
                renews,
                freeTrial,
                startsIn,
                true,
                manner);
    }

    /** The next one of this purchase. */
    public static Order renewing(Purchase purchase) {
        return new Order(
                null,
                null,
                Announcement.BEFORE,
                1,
                Duration.ZERO,
                false,
                purchase.customerIdentifier(),
                false,
                Duration.ZERO);
    }
}
