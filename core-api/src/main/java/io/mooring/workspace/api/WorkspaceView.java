package io.mooring.workspace.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A workspace and how its fees are settled. */
public record WorkspaceView(
        WorkspaceId workspaceId,
        String name,
        String site,
        TemplateLanguage templateLanguage,
        @Nullable Settlement settlement) {

    /**
     * Settled through AWS.
     *
     * @param pending true until the activation is completed, that is until AWS has confirmed
     */
    public record Settlement(
            ActivationId activationId,
            SubscriptionId subscriptionId,
            @Nullable String awsAccountId,
            Instant since,
            boolean pending) {}
}
