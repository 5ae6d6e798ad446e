package io.mooring.subscription.marketplace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for purchases of which every message was lost: agreements for our products that have changed since the last complete look and are about no purchase that
 * is known. Only of listings whose product id is set, because nothing else tells an agreement for them from one for another product.
 */
final class Discovery {

    /** How long AWS's own messages may take; what is younger is not lost yet. */
    static final Duration GRACE = Duration.ofMinutes(15);

    /** How much of what was looked at before is looked at again: what AWS shows late, and licences that come after their agreement. */
    static final Duration OVERLAP = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final Agreements agreements;
    private final ConfiguredListings listings;
    private final KnownPurchases purchases;
    private final Readings readings;
    private final MeterRegistry meters;

    /** Has an agreement that is not known recorded, with all that AWS says of it. */
    interface Recording {

        /** Whether a purchase has become known by that. */
        boolean of(Listing listing, String awsAgreementId);
    }

    Discovery(
            Agreements agreements,
            ConfiguredListings listings,
            KnownPurchases purchases,
            Readings readings,
            MeterRegistry meters) {
        this.agreements = agreements;
        this.listings = listings;
        this.purchases = purchases;
        this.readings = readings;
        this.meters = meters;
    }

    /** One look for each listing; where AWS does not answer in full, the next one begins where this one did. */
    void look(Instant now, Recording recording) {
        for (var listing : listings.all()) {
            var productId = listings.productId(listing).orElse(null);
            if (listings.hasAgreements(listing.id()) && productId != null) {
                try {
                    look(listing, productId, now.minus(GRACE), recording);
                } catch (RuntimeException incomplete) {
                    LOG.warn(
                            "Lost purchases of {} could not all be looked for: {}",
                            listing.id(),
                            incomplete.toString());
                }
            }
        }
    }

    private void look(Listing listing, String productId, Instant until, Recording recording) {
        var last = readings.lastLook(listing.id());
        var changed =
                agreements.changed(productId, last.map(at -> at.minus(OVERLAP)).orElse(null), until);
        RuntimeException unrecorded = null;
        for (var awsAgreementId : changed) {
            try {
                if (purchases.ofAgreement(awsAgreementId).isEmpty() && isFound(listing, awsAgreementId, recording)) {
                    LOG.warn("No message had told of agreement {} about {}", awsAgreementId, listing.id());
                    found(listing).increment();
                }
            } catch (AwsUnanswered away) {
                throw away;
            } catch (RuntimeException ofThisOne) {
                LOG.warn("Agreement {} could not be recorded: {}", awsAgreementId, ofThisOne.toString());
                unrecorded = ofThisOne;
            }
        }
        if (unrecorded != null) {
            // The rest was looked at; this one is looked for again
            throw unrecorded;
        }
        readings.looked(listing.id(), until);
    }

    /** That AWS does not tell us of one is an answer. */
    private static boolean isFound(Listing listing, String awsAgreementId, Recording recording) {
        try {
            return recording.of(listing, awsAgreementId);
        } catch (AwsUnanswered unanswered) {
            if (unanswered.why() != Why.REFUSED) {
                throw unanswered;
            }
            return false;
        }
    }

    private Counter found(Listing listing) {
        return Counter.builder("mooring.reconciliation.found")
                .description("purchases that were found by looking, because no message had told of them")
                .tag("listing", listing.id())
                .register(meters);
    }
}
