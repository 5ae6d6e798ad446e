package io.mooring.activation.api;

import io.mooring.subscription.api.SubscriptionId;

/** Asks for the activation of a subscription's newest episode; answered by an optional {@link ActivationView}. */
public record FindCurrentActivation(SubscriptionId subscriptionId) {}
