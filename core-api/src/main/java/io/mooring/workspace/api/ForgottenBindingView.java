package io.mooring.workspace.api;

import io.mooring.activation.api.ActivationId;

/** A workspace that should have been released from that activation. */
public record ForgottenBindingView(WorkspaceId workspaceId, ActivationId activationId) {}
