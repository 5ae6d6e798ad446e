package io.mooring.workspace.api;

import io.mooring.billing.api.BillingAccountId;
import io.mooring.console.api.ConsoleAccountId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A workspace exists. */
@Revision("1")
public record WorkspaceCreated(
        WorkspaceId workspaceId,
        BillingAccountId billingAccountId,
        ConsoleAccountId consoleAccountId,
        String name,
        String site,
        TemplateLanguage templateLanguage,
        String termsVersion,
        Instant createdAt)
        implements WorkspaceEvent {}
