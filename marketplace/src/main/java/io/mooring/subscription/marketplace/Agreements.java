package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementReading;
import io.mooring.subscription.api.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /**
     * Of the agreements for a product of ours, by AWS's id of it, that were changed between two moments, one page.
     *
     * @param since where it is {@code null}, those that are in force are meant, whenever they were changed
     * @param page the {@code next} of the page before; {@code null} for the first one
     */
    Changed changed(String productId, @Nullable Instant since, Instant until, @Nullable String page);

    /** Those of a listing's seller only: what other sellers are not told or not answered does not matter then. */
    Agreements ofSeller(Listing listing);

    /**
     * AWS's ids of agreements.
     *
     * @param next names the page after this one; {@code null} where this is the last
     */
    record Changed(List<String> awsAgreementIds, @Nullable String next) {}

    /** Until when the terms of an agreement have a free trial; empty where they have none, or do not tell. */
    Optional<Instant> freeTrialEnd(AgreementReading reading);

    /** AWS did not answer, not in time, or not to us. */
    final class AgreementsUnavailable extends AwsUnanswered {
        private static final long serialVersionUID = 1L;

        AgreementsUnavailable(String reason, Why why) {
            super("The agreements could not be read: " + reason, why);
        }
    }
}
