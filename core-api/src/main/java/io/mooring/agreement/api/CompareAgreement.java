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
 * @param freeTrialEndsAt until when its terms have a free trial, where they tell
 * @param readAt when AWS said so
 */
public record CompareAgreement(
        @TargetAggregateIdentifier AgreementId agreementId,
        AgreementReading reading,
        @Nullable Purchase purchase,
        @Nullable String previousAwsAgreementId,
        @Nullable Instant freeTrialEndsAt,
        ReadingCause cause,
        Instant readAt)
        implements AgreementCommand {

    /** Of one whose terms have no free trial, or do not tell its end. */
    public CompareAgreement(
            AgreementId agreementId,
            AgreementReading reading,
            @Nullable Purchase purchase,
            @Nullable String previousAwsAgreementId,
            ReadingCause cause,
            Instant readAt) {
        this(agreementId, reading, purchase, previousAwsAgreementId, null, cause, readAt);
    }
}
