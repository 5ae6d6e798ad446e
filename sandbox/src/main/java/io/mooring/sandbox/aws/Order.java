package io.mooring.sandbox.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a buyer subscribes.
 *
 * @param listing the engine's name of what is bought; {@code null} is the first of the sandbox
 * @param awsAccountId the account that buys; {@code null} is a new one
 * @param copies how often each notification is delivered
 * @param delay from the moment that {@code announcement} names until the notification is sent
 */
public record Order(
        @Nullable String listing,
        @Nullable String awsAccountId,
        Announcement announcement,
        int copies,
        Duration delay,
        boolean paymentFails) {

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
    }
}
