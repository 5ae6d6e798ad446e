package io.mooring.subscription.api;

/**
 * Asks which subscriptions of the same AWS account a subscription has renewed or replaced, one after the other; answered by their {@link SubscriptionId}s, the
 * last one first.
 */
public record ListPredecessors(SubscriptionId subscriptionId) {}
