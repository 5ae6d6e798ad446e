package io.mooring.billing.api;

import io.mooring.activation.api.ActivationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Another person approves what one has proposed: from now on the billing account pays for the activation.
 *
 * @param by who: a short account name, no personal data
 * @param reason why, for whoever reads history, which keeps it in the clear: no personal data
 */
public record ApproveBillingAccount(
        @TargetAggregateIdentifier BillingAccountId billingAccountId,
        ActivationId activationId,
        String by,
        String reason)
        implements BillingCommand {}
