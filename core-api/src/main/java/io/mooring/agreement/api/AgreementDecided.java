package io.mooring.agreement.api;

import io.mooring.subscription.api.Purchase;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A person has decided what AWS does not say, for the given reason; who it was, the event's actor says. */
@Revision("1")
public record AgreementDecided(
        AgreementId agreementId,
        String awsAgreementId,
        Purchase purchase,
        AgreementDecision decision,
        @Nullable String previousAwsAgreementId,
        String reason,
        Instant decidedAt)
        implements AgreementEvent {}
