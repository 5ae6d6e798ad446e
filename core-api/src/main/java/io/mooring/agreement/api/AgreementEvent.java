package io.mooring.agreement.api;

/** Everything that can happen to an agreement. The permits list is the table of contents. */
public sealed interface AgreementEvent
        permits AgreementRecorded,
                AgreementLicensed,
                AgreementDeprovisioned,
                AgreementEnded,
                AgreementSucceeded,
                AgreementDecided,
                AgreementEndAnnounced,
                FreeTrialEndLearnt,
                AgreementRead {

    AgreementId agreementId();
}
