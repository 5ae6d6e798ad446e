package io.mooring.agreement.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What AWS's Agreement API says of an agreement at one moment.
 *
 * @param awsAgreementId AWS's id of it
 * @param status where the agreement stands
 * @param initialAwsAgreementId the first agreement of the chain of renewals and replacements that this one belongs to; {@code null} where AWS names none
 * @param acceptorAccount the buyer's AWS account
 * @param offerId the offer that was accepted
 * @param licenseArn the licence that goes with it; {@code null} before AWS has made one, and where AWS does not tell
 * @param provision where the licence stands
 * @param provisionReason AWS's {@code statusReasonCode}, e.g. {@code INVALID_PAYMENT_INSTRUMENT}
 * @param freeTrial whether its terms have a free trial
 * @param startsAt when it takes effect; later than now where it was signed ahead
 * @param endsAt when it ends, or ended; {@code null} where it goes on until somebody ends it
 */
public record AgreementReading(
        String awsAgreementId,
        Status status,
        @Nullable String initialAwsAgreementId,
        @Nullable String acceptorAccount,
        @Nullable String offerId,
        @Nullable String licenseArn,
        Provision provision,
        @Nullable String provisionReason,
        boolean freeTrial,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt) {

    /** In AWS's words: DescribeAgreement, "status". */
    public enum Status {
        ACTIVE,
        /** It ended, and AWS gives no reason. */
        ARCHIVED,
        CANCELLED,
        EXPIRED,
        RENEWED,
        REPLACED,
        /** Of a revision that is not in force any more; what stands instead, the agreement says when it is asked again. */
        ROLLED_BACK,
        /** Likewise. */
        SUPERSEDED,
        TERMINATED,
        /** AWS said none, or one that is not known here. */
        UNTOLD;

        /** Whether it ended because the buyer goes on under another agreement. */
        public boolean isFollowed() {
            return this == RENEWED || this == REPLACED;
        }
    }

    /** In AWS's words, from the most to the least that a buyer has of it. */
    public enum Provision {
        PROVISIONED,
        SCHEDULED,
        PENDING,
        FAILED,
        DEPROVISIONED,
        /** AWS said none, one that is not known here, or does not let a seller ask. */
        UNTOLD
    }
}
