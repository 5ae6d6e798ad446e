package io.mooring.billing.api;

import io.mooring.activation.api.ActivationId;
import java.time.Instant;

/** Asks which billing account is proposed for an activation at that time; answered by an optional {@link ProposedBillingAccountView}. */
public record FindProposedBillingAccount(ActivationId activationId, Instant at) {}
