package io.mooring.agreement.api;

import io.mooring.subscription.api.Purchase;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** AWS says that an agreement's licence is no longer in force; answered by the {@link AgreementStanding}. */
public record DeprovisionAgreement(
        @TargetAggregateIdentifier AgreementId agreementId,
        String awsAgreementId,
        Purchase purchase,
        Instant occurredAt)
        implements AgreementCommand {}
