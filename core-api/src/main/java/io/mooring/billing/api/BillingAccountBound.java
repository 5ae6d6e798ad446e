package io.mooring.billing.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The billing account stands behind an activation. */
@Revision("1")
public record BillingAccountBound(BillingAccountId billingAccountId, ActivationId activationId, Instant boundAt)
        implements BillingEvent {}
