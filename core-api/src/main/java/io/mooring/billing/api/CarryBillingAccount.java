package io.mooring.billing.api;

import io.mooring.activation.api.ActivationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The billing account stands behind the activation that goes on from one it stands behind already, unless that one has another. */
public record CarryBillingAccount(
        @TargetAggregateIdentifier BillingAccountId billingAccountId, ActivationId from, ActivationId to)
        implements BillingCommand {}
