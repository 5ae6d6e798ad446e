package io.mooring.agreement.api;

import io.mooring.subscription.api.Purchase;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A person decides what AWS does not say; answered by the {@link AgreementStanding}.
 *
 * @param purchase what it is about
 * @param previousAwsAgreementId which agreement it follows, where that is what was decided
 * @param reason why, for whoever reads history
 */
public record DecideAgreement(
        @TargetAggregateIdentifier AgreementId agreementId,
        String awsAgreementId,
        Purchase purchase,
        AgreementDecision decision,
        @Nullable String previousAwsAgreementId,
        String reason)
        implements AgreementCommand {

    public DecideAgreement {
        if ((decision == AgreementDecision.FOLLOWS) != (previousAwsAgreementId != null)) {
            throw new IllegalArgumentException("What follows another agreement, and only that, names it");
        }
        if (awsAgreementId.equals(previousAwsAgreementId)) {
            throw new IllegalArgumentException("An agreement does not follow itself");
        }
    }
}
