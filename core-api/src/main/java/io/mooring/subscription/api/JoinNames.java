package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A customer identifier and a licence name this purchase; answered by a {@link Boolean}, whether they do now. They do not where it is unknown, superseded, named by
 * others, or was over before the licence began.
 *
 * @param reason why a person says so
 * @param licenceBeganAt {@code null} where it is not known; then what is over is not joined
 */
public record JoinNames(
        @TargetAggregateIdentifier SubscriptionId subscriptionId,
        String customerIdentifier,
        String licenseArn,
        NameSource source,
        @Nullable String reason,
        @Nullable Instant licenceBeganAt,
        Instant occurredAt)
        implements SubscriptionCommand {}
