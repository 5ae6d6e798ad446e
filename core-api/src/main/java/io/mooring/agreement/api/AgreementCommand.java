package io.mooring.agreement.api;

/** What can be asked of an agreement. The permits list is the table of contents. */
public sealed interface AgreementCommand
        permits RecordAgreement,
                LicenseAgreement,
                DeprovisionAgreement,
                EndAgreement,
                SucceedAgreement,
                DecideAgreement,
                AnnounceAgreementEnd,
                CompareAgreement {

    AgreementId agreementId();
}
