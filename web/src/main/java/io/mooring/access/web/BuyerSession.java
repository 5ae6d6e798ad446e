package io.mooring.access.web;

import io.mooring.activation.api.ActivationId;
import io.mooring.audit.api.Actor;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A buyer in the wizard: everything they may see belongs to this subscription's current activation.
 *
 * @param sessionId names the session in history; opens nothing
 * @param proof the billing account that this session has bound, and to which activation; known here before any projection knows
 * @param endsAt it is over then at the latest
 */
public record BuyerSession(
        String sessionId,
        SubscriptionId subscriptionId,
        @Nullable Proof proof,
        Instant endsAt) {

    /** A billing account bound by this session. */
    public record Proof(ActivationId activationId, BillingAccountId billingAccountId) {}

    public Actor actor() {
        return Actor.buyer(sessionId);
    }

    /** The billing account that this session has bound to the activation. */
    public Optional<BillingAccountId> boundTo(ActivationId activationId) {
        return Optional.ofNullable(proof)
                .filter(bound -> bound.activationId().equals(activationId))
                .map(Proof::billingAccountId);
    }
}
