package io.mooring.testsupport.agreement;

import io.mooring.agreement.api.AgreementDeprovisioned;
import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementEnded;
import io.mooring.agreement.api.AgreementHearing;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.agreement.api.AgreementLicensed;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.AgreementRecorded;
import io.mooring.agreement.api.AgreementStanding;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.Purchase;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One agreement about a listing of the newer kind, and what AWS says of it. */
public final class Agreements {

    public static final String AWS_ID = "agmt-aaa1";
    public static final AgreementId ID = AgreementId.of("aws", AWS_ID);
    public static final String OFFER = "offer-1";
    public static final Purchase PURCHASE =
            new Purchase("metrics", "aws", "product-2", null, "arn:aws:license-manager::222222222222:license:l-0123");

    /** When the buyer accepted. */
    public static final Instant MADE_AT = SettableClock.NOW.minus(Duration.ofDays(40));

    public static AgreementRecorded recorded() {
        return new AgreementRecorded(
                ID, AWS_ID, AgreementIntent.NEW, null, "222222222222", OFFER, MADE_AT, null, MADE_AT);
    }

    public static AgreementLicensed licensed(Instant at) {
        return new AgreementLicensed(ID, AWS_ID, PURCHASE, OFFER, at);
    }

    public static AgreementDeprovisioned deprovisioned(Instant at) {
        return new AgreementDeprovisioned(ID, AWS_ID, PURCHASE, at);
    }

    public static AgreementEnded ended(AgreementEnd end, Instant at) {
        return new AgreementEnded(ID, AWS_ID, end, at);
    }

    /** What its licence says now. */
    public static AgreementReading reading(Status status, Provision provision, boolean freeTrial) {
        return new AgreementReading(
                AWS_ID,
                status,
                null,
                "222222222222",
                OFFER,
                PURCHASE.licenseArn(),
                provision,
                null,
                freeTrial,
                MADE_AT,
                null);
    }

    /** Where it stands by its messages alone, with no other agreement before or after it. */
    public static AgreementStanding standing(
            @Nullable Purchase purchase,
            @Nullable String offerId,
            @Nullable Instant licensedAt,
            @Nullable Instant deprovisionedAt,
            @Nullable AgreementEnd end,
            @Nullable Instant endedAt) {
        return new AgreementStanding(
                AWS_ID,
                purchase,
                offerId,
                null,
                licensedAt,
                deprovisionedAt,
                end,
                endedAt,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same, and its beginning is known as {@link #recorded()} tells of it. */
    public static AgreementStanding recorded(AgreementStanding known) {
        return new AgreementStanding(
                known.awsAgreementId(),
                known.purchase(),
                known.offerId(),
                MADE_AT,
                known.licensedAt(),
                known.deprovisionedAt(),
                known.end(),
                known.endedAt(),
                known.failedAt(),
                known.freeTrial(),
                known.freeTrialKnownAt(),
                known.predecessor(),
                known.successor(),
                known.contradictedAt(),
                known.agreedAt(),
                known.endConfirmedAt(),
                known.overDecidedAt());
    }

    /** The answer to a fact that was news. */
    public static AgreementHearing news(String fact, Instant at, AgreementStanding standing) {
        return new AgreementHearing(new Hearing(Heard.NEWS, fact, at), standing);
    }

    private Agreements() {}
}
