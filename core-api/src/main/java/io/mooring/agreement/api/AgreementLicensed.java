package io.mooring.agreement.api;

import io.mooring.subscription.api.Purchase;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An agreement's licence is in force, or has changed: from now on it is known which purchase the agreement is about. */
@Revision("1")
public record AgreementLicensed(
        AgreementId agreementId,
        String awsAgreementId,
        Purchase purchase,
        @Nullable String offerId,
        Instant licensedAt) implements AgreementEvent {}
