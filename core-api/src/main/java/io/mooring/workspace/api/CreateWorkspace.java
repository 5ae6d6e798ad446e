package io.mooring.workspace.api;

import io.mooring.billing.api.BillingAccountId;
import io.mooring.console.api.ConsoleAccountId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Creates a workspace; site (id of a configured site) and template language are fixed for good. */
public record CreateWorkspace(
        @TargetAggregateIdentifier WorkspaceId workspaceId,
        BillingAccountId billingAccountId,
        ConsoleAccountId consoleAccountId,
        String name,
        String site,
        TemplateLanguage templateLanguage,
        String termsVersion)
        implements WorkspaceCommand {}
