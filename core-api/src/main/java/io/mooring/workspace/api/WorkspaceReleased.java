package io.mooring.workspace.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Nobody settles the workspace's fees through AWS any more. */
@Revision("1")
public record WorkspaceReleased(
        WorkspaceId workspaceId, ActivationId activationId, SubscriptionId subscriptionId, Instant releasedAt)
        implements WorkspaceEvent {}
