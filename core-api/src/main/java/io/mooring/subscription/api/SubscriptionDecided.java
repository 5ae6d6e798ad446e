package io.mooring.subscription.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A person has decided what AWS does not say, for the given reason; who it was, the event's actor says. What follows is an event of its own. */
@Revision("1")
public record SubscriptionDecided(
        SubscriptionId subscriptionId, SubscriptionStatus status, String reason, Instant decidedAt)
        implements SubscriptionEvent {}
