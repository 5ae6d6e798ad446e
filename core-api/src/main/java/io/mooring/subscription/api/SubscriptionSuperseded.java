package io.mooring.subscription.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The buyer goes on under another licence; what this subscription has settled until now, the other one settles from now on. */
@Revision("1")
public record SubscriptionSuperseded(
        SubscriptionId subscriptionId,
        ActivationId activationId,
        SubscriptionId successor,
        ActivationId successorActivation,
        Instant supersededAt)
        implements SubscriptionEvent {}
