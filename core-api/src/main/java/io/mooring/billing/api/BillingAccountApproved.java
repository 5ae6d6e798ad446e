package io.mooring.billing.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Another person has approved, for the given reason, what was proposed; that the billing account is bound by it is an event of its own. */
@Revision("1")
public record BillingAccountApproved(
        BillingAccountId billingAccountId, ActivationId activationId, String by, String reason, Instant approvedAt)
        implements BillingEvent {}
