package io.mooring.agreement.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An agreement was made, or changed. */
@Revision("1")
public record AgreementRecorded(
        AgreementId agreementId,
        String awsAgreementId,
        AgreementIntent intent,
        @Nullable String previousAwsAgreementId,
        @Nullable String acceptorAccount,
        @Nullable String offerId,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        Instant recordedAt)
        implements AgreementEvent {}
