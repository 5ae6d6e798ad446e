package io.mooring.agreement.api;

import io.mooring.subscription.api.Purchase;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** AWS says that an agreement's licence is in force, or has changed; answered by the {@link AgreementStanding}. */
public record LicenseAgreement(
        @TargetAggregateIdentifier AgreementId agreementId,
        String awsAgreementId,
        Purchase purchase,
        @Nullable String offerId,
        Instant occurredAt)
        implements AgreementCommand {}
