package io.mooring.agreement.api;

import io.mooring.subscription.api.Purchase;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The buyer goes on under another agreement, and it is known which. */
@Revision("1")
public record AgreementSucceeded(
        AgreementId agreementId,
        String awsAgreementId,
        String successorAwsAgreementId,
        Purchase successor,
        Instant succeededAt)
        implements AgreementEvent {}
