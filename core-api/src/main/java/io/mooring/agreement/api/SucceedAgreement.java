package io.mooring.agreement.api;

import io.mooring.subscription.api.Purchase;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Another agreement, whose licence is in force, renews or replaces this one; answered by the {@link AgreementStanding}. */
public record SucceedAgreement(
        @TargetAggregateIdentifier AgreementId agreementId,
        String awsAgreementId,
        String successorAwsAgreementId,
        Purchase successor,
        Instant occurredAt)
        implements AgreementCommand {}
