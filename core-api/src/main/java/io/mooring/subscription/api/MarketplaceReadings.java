package io.mooring.subscription.api;

import java.time.Instant;
import java.util.Optional;

/** Compares what AWS says with what is recorded here, and records what differs. Asks AWS, so never within a transaction. */
public interface MarketplaceReadings {

    /**
     * Asks about one purchase; blocks for some seconds.
     *
     * @throws MarketplaceUnavailable when AWS does not answer, or the purchase is not known (yet)
     */
    void read(SubscriptionId subscriptionId, ReadingCause cause);

    /** Asks about one agreement, by AWS's id, whether its licence is known or not. */
    void readAgreement(String awsAgreementId, ReadingCause cause);

    /** Asks which purchase a name is about, so that what was said under it has its effect. */
    void readName(PurchaseName name, ReadingCause cause);

    /** Asks about all purchases that are not over, those first that AWS was heard of longest ago; a failure is that of one purchase only. */
    Pass readAll();

    /** The last time that all were asked about, on whichever node. */
    Optional<Pass> lastPass();

    /**
     * One round.
     *
     * @param asked purchases that AWS answered about
     * @param differing those of them about which AWS said something else
     * @param failed purchases that AWS did not answer about in full, that could not be recorded, or that were not reached
     */
    record Pass(Instant startedAt, Instant endedAt, int asked, int differing, int failed) {}

    /** AWS did not answer; the same question may be answered later. */
    final class MarketplaceUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public MarketplaceUnavailable(String why) {
            super(why);
        }
    }
}
