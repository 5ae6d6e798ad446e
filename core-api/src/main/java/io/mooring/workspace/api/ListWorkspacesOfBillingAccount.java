package io.mooring.workspace.api;

import io.mooring.billing.api.BillingAccountId;

/** Asks for all workspaces of a billing account, by name; answered by a list of {@link WorkspaceView}. */
public record ListWorkspacesOfBillingAccount(BillingAccountId billingAccountId) {}
