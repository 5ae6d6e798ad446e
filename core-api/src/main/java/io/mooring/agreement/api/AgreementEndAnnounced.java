package io.mooring.agreement.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** AWS has said ahead when an agreement ends; nothing is taken away by that. */
@Revision("1")
public record AgreementEndAnnounced(
        AgreementId agreementId,
        String awsAgreementId,
        Instant endsAt,
        @Nullable Boolean autoRenewal,
        Instant announcedAt)
        implements AgreementEvent {}
