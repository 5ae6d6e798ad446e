package io.mooring.billing.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A person has proposed, for the given reason, that the billing account stands behind an activation without a proof; another one may approve it until it expires. */
@Revision("1")
public record BillingAccountProposed(
        BillingAccountId billingAccountId,
        ActivationId activationId,
        String by,
        String reason,
        Instant proposedAt,
        Instant expiresAt)
        implements BillingEvent {}
