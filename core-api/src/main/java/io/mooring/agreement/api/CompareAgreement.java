package io.mooring.agreement.api;

import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.ReadingCause;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * AWS was asked what it says of an agreement; answered by the {@link AgreementComparison}.
 *
 * @param purchase of which licence it is; absent while AWS names none
 * @param previousAwsAgreementId which one it renews or replaces, where the chain tells
 * @param readAt when AWS said so
 */
public record CompareAgreement(
        @TargetAggregateIdentifier AgreementId agreementId,
        AgreementReading reading,
        @Nullable Purchase purchase,
        @Nullable String previousAwsAgreementId,
        ReadingCause cause,
        Instant readAt)
        implements AgreementCommand {}
