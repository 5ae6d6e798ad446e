package io.mooring.workspace.api;

import io.mooring.activation.api.ActivationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The subscription of that activation no longer settles the workspace's fees. */
public record ReleaseWorkspace(@TargetAggregateIdentifier WorkspaceId workspaceId, ActivationId activationId)
        implements WorkspaceCommand {}
