package io.mooring.billing.api;

import io.mooring.activation.api.ActivationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A person proposes that the billing account pays for an activation though nobody reads its mailbox on file; replaces what was proposed for the activation
 * before.
 *
 * @param by who: a short account name, no personal data
 * @param reason why, for whoever reads history, which keeps it in the clear: no personal data
 */
public record ProposeBillingAccount(
        @TargetAggregateIdentifier BillingAccountId billingAccountId,
        ActivationId activationId,
        String by,
        String reason)
        implements BillingCommand {}
