package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementReading;
import java.util.List;
import java.util.Optional;

/** What AWS's Agreement API says; blocks for some seconds at most, never inside a transaction. */
interface Agreements {

    /** An agreement by AWS's id; empty where AWS knows none. */
    Optional<AgreementReading> byId(String awsAgreementId);

    /** The newest agreement with this licence, the {@code ACTIVE} ones first; empty where there is none. */
    Optional<AgreementReading> byLicence(String licenseArn);

    /**
     * The agreements of a renewal chain, by its first one, oldest first: from the one before the given one on, so that a long chain costs no more than a short
     * one; all where the given one is not among them.
     */
    List<AgreementReading> chain(String initialAwsAgreementId, String awsAgreementId);

    /** The agreements of a buyer's AWS account for a product of ours, by AWS's id of it, whatever became of them; newest first. */
    List<AgreementReading> ofAccount(String awsAccountId, String productId);

    /** AWS did not answer, not in time, or not to us. */
    final class AgreementsUnavailable extends AwsUnanswered {
        private static final long serialVersionUID = 1L;

        AgreementsUnavailable(String reason, Why why) {
            super("The agreements could not be read: " + reason, why);
        }
    }
}
