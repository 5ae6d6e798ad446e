package io.mooring.agreement.api;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * AWS says that an agreement was made or changed; answered by the {@link AgreementStanding}.
 *
 * @param previousAwsAgreementId which one it renews or replaces, where AWS says so
 * @param acceptorAccount the AWS account that buys
 * @param endsAt none where it runs until somebody ends it
 */
public record RecordAgreement(
        @TargetAggregateIdentifier AgreementId agreementId,
        String awsAgreementId,
        AgreementIntent intent,
        @Nullable String previousAwsAgreementId,
        @Nullable String acceptorAccount,
        @Nullable String offerId,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        Instant occurredAt)
        implements AgreementCommand {}
