package io.mooring.agreement.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * AWS says, months or weeks ahead, when an agreement ends; answered by the {@link AgreementStanding}.
 *
 * @param autoRenewal whether it is renewed by itself then, where AWS says so
 */
public record AnnounceAgreementEnd(
        @TargetAggregateIdentifier AgreementId agreementId,
        String awsAgreementId,
        Instant endsAt,
        @Nullable Boolean autoRenewal,
        Instant occurredAt)
        implements AgreementCommand {}
