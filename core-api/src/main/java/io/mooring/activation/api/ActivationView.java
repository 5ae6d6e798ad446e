package io.mooring.activation.api;

import io.mooring.activation.api.Explanation.Hindrance;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.workspace.api.TemplateLanguage;
import io.mooring.workspace.api.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activation as its buyer sees it.
 *
 * @param hindrances why it is not complete, as in an {@link Explanation}
 * @param version grows by one with every change; the number after the colon in a server-sent event's id
 */
public record ActivationView(
        ActivationId activationId,
        long version,
        ActivationStatus status,
        Subscription subscription,
        List<RequirementView> requirements,
        List<Hindrance> hindrances,
        @Nullable BillingAccount billingAccount,
        List<BoundWorkspace> workspaces,
        Instant startedAt,
        Instant expiresAt,
        @Nullable Instant completedAt) {

    public ActivationView {
        requirements = List.copyOf(requirements);
        hindrances = List.copyOf(hindrances);
        workspaces = List.copyOf(workspaces);
    }

    /**
     * What was bought.
     *
     * @param listing the id of a configured listing
     * @param freeTrial as AWS said when it confirmed it
     */
    public record Subscription(
            SubscriptionId subscriptionId,
            SubscriptionStatus status,
            String listing,
            String productCode,
            @Nullable String awsAccountId,
            int episode,
            Instant openedAt,
            @Nullable Instant confirmedAt,
            boolean freeTrial) {}

    public record RequirementView(
            Requirement name, @Nullable Instant satisfiedAt) {}

    public record BillingAccount(BillingAccountId billingAccountId, String userName) {

        @Override
        public String toString() {
            return "BillingAccount[" + billingAccountId + "]";
        }
    }

    public record BoundWorkspace(
            WorkspaceId workspaceId, String name, String site, TemplateLanguage templateLanguage, Instant boundAt) {}
}
