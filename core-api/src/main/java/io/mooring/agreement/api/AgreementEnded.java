package io.mooring.agreement.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** An agreement is over; {@code end} says whether the buyer goes on under another one. */
@Revision("1")
public record AgreementEnded(AgreementId agreementId, String awsAgreementId, AgreementEnd end, Instant endedAt)
        implements AgreementEvent {}
