package io.mooring.workspace.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.SubscriptionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** From now on the subscription that goes on from another one settles the workspace's fees; there is no moment at which nobody does. */
public record CarryWorkspace(
        @TargetAggregateIdentifier WorkspaceId workspaceId,
        ActivationId from,
        ActivationId to,
        SubscriptionId subscriptionId)
        implements WorkspaceCommand {}
