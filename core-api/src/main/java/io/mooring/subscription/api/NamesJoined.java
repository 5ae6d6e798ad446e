package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * From now on a customer identifier and a licence are known to name this one purchase, so that SNS and EventBridge tell of the same. {@code reason} is what a person
 * gave for it.
 */
@Revision("1")
public record NamesJoined(
        SubscriptionId subscriptionId,
        String customerIdentifier,
        String licenseArn,
        NameSource source,
        @Nullable String reason,
        Instant joinedAt)
        implements SubscriptionEvent {}
