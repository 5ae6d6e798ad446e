package io.mooring.billing.api;

import io.mooring.activation.api.ActivationId;
import io.mooring.verification.api.VerificationId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Lets the billing account pay for an activation; proven by {@code verificationId} of the mailbox on file, or by having just been registered. */
public record BindBillingAccount(
        @TargetAggregateIdentifier BillingAccountId billingAccountId,
        ActivationId activationId,
        @Nullable VerificationId verificationId)
        implements BillingCommand {}
