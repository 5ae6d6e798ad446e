package io.mooring.activation.api;

import io.mooring.billing.api.BillingAccountId;
import io.mooring.console.api.RegisterConsoleAccount;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.verification.api.VerificationId;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Creates a workspace for the bound billing account and binds it, all or nothing; with a new console account, or with the one that the proven mailbox
 * ({@code verificationId}) belongs to.
 *
 * @param newConsoleAccount null when the mailbox's own account is meant
 */
public record CreateAndBindWorkspace(
        ActivationId activationId,
        SubscriptionId subscriptionId,
        BillingAccountId billingAccountId,
        VerificationId verificationId,
        @Nullable RegisterConsoleAccount newConsoleAccount,
        WorkspaceId workspaceId,
        String name,
        String site,
        TemplateLanguage templateLanguage,
        String termsVersion)
        implements ActivationCommand {}
