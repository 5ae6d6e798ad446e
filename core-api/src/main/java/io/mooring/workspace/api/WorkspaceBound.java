package io.mooring.workspace.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A subscription settles the workspace's fees. */
@Revision("1")
public record WorkspaceBound(
        WorkspaceId workspaceId, ActivationId activationId, SubscriptionId subscriptionId, Instant boundAt)
        implements WorkspaceEvent {}
