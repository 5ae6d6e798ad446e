package io.mooring.subscription.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The statement of AWS that counts for a subscription; {@code saidAt} is {@code null} before the first one. */
public record LastStatement(
        SubscriptionStatus status,
        @Nullable Instant saidAt,
        @Nullable String offerId,
        boolean freeTrial) {}
