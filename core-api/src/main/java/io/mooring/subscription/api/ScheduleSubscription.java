package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The purchase was signed ahead: AWS takes payment for it from {@code startsAt} on. */
public record ScheduleSubscription(
        @TargetAggregateIdentifier SubscriptionId subscriptionId, Purchase purchase, Instant startsAt)
        implements SubscriptionCommand {}
