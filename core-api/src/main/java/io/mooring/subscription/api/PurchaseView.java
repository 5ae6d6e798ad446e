package io.mooring.subscription.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A purchase in its newest episode.
 *
 * @param awsAgreementId AWS's id of the agreement behind it, where AWS has named it
 * @param statusSince by AWS's clock
 * @param landed whether a buyer has come
 * @param confirmed whether AWS takes payment for it, or did when its end began
 */
public record PurchaseView(
        SubscriptionId subscriptionId,
        Purchase purchase,
        @Nullable String awsAgreementId,
        SubscriptionStatus status,
        Instant statusSince,
        boolean landed,
        boolean confirmed) {

    /** Nothing more is to be expected of it. */
    public boolean isOver() {
        return status == SubscriptionStatus.ENDED || status == SubscriptionStatus.SUPERSEDED;
    }
}
