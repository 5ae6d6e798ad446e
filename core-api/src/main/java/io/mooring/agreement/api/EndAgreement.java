package io.mooring.agreement.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** AWS says that an agreement is over; answered by the {@link AgreementStanding}. */
public record EndAgreement(
        @TargetAggregateIdentifier AgreementId agreementId, String awsAgreementId, AgreementEnd end, Instant occurredAt)
        implements AgreementCommand {}
