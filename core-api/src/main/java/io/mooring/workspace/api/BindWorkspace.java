package io.mooring.workspace.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.subscription.api.SubscriptionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** From now on the subscription settles the workspace's fees; only the billing account that owns it can say so. */
public record BindWorkspace(
        @TargetAggregateIdentifier WorkspaceId workspaceId,
        ActivationId activationId,
        SubscriptionId subscriptionId,
        BillingAccountId billingAccountId)
        implements WorkspaceCommand {}
