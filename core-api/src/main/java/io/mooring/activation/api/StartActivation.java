package io.mooring.activation.api;

import io.mooring.subscription.api.SubscriptionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Starts the process for one episode of a subscription. */
public record StartActivation(@TargetAggregateIdentifier ActivationId activationId, SubscriptionId subscriptionId)
        implements ActivationCommand {}
