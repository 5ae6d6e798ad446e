package io.mooring.agreement.api;

import io.mooring.subscription.api.Purchase;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** An agreement's licence is no longer in force. */
@Revision("1")
public record AgreementDeprovisioned(
        AgreementId agreementId, String awsAgreementId, Purchase purchase, Instant deprovisionedAt)
        implements AgreementEvent {}
