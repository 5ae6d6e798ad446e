package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The payment for an offer failed; what is paid for under another offer goes on. */
@Revision("1")
public record OfferFailed(SubscriptionId subscriptionId, String offerId, Instant failedAt)
        implements SubscriptionEvent {}
