package io.mooring.agreement.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The terms of an agreement with a free trial say until when that lasts. */
@Revision("1")
public record FreeTrialEndLearnt(AgreementId agreementId, String awsAgreementId, Instant endsAt, Instant readAt)
        implements AgreementEvent {}
