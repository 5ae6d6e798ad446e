package io.mooring.subscription.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A purchase in its newest episode.
 *
 * @param awsAgreementId AWS's id of the agreement behind it, where AWS has named it
 * @param statusSince by AWS's clock
 * @param landedAt when a buyer came last, in this episode or since it is over; {@code null} where nobody has
 * @param confirmed whether AWS takes payment for it, or did when its end began
 * @param startsAt when the agreement takes effect, where AWS was asked and has told; later than now where it was signed ahead
 */
public record PurchaseView(
        SubscriptionId subscriptionId,
        Purchase purchase,
        @Nullable String awsAgreementId,
        SubscriptionStatus status,
        Instant statusSince,
        @Nullable Instant landedAt,
        boolean confirmed,
        @Nullable Instant startsAt) {

    /** A buyer has come for it, and AWS has not said since that it is paid for. */
    public boolean awaitsConfirmation() {
        if (landedAt == null) {
            return false;
        }
        return switch (status) {
            case WAITING_FOR_AWS -> true;
            // AWS sends only those who have bought once more
            case ENDED -> landedAt.isAfter(statusSince);
            case CONFIRMED, FAILED, ENDING, SUPERSEDED -> false;
        };
    }

    /** Nothing more is to be expected of it. */
    public boolean isOver() {
        return status == SubscriptionStatus.ENDED || status == SubscriptionStatus.SUPERSEDED;
    }
}
