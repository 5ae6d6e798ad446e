package io.mooring.task.api;

import io.mooring.subscription.api.SubscriptionId;
import org.jspecify.annotations.Nullable;

/**
 * What a task is about.
 *
 * @param key names the matter within its kind: an agreement, a request, a subscription
 * @param note what AWS said of it, in AWS's own short words
 */
public record TaskSubject(
        String key,
        @Nullable String awsAgreementId,
        @Nullable SubscriptionId subscriptionId,
        @Nullable String note) {}
