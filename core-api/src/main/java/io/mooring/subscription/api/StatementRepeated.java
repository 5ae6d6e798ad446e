package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** AWS said by its other feed, and later, what it had said: nothing changes but since when {@code status} is known to hold. */
@Revision("1")
public record StatementRepeated(SubscriptionId subscriptionId, SubscriptionStatus status, Instant repeatedAt)
        implements SubscriptionEvent {}
