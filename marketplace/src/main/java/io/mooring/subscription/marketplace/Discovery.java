package io.mooring.subscription.marketplace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    static final int MOST_PAGES = 1_000;

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

    /** One look for each listing; where AWS does not answer in full, or this node stops, the next one begins where this one did. */
    void look(Instant now, Pacing pacing, Recording recording) {
        for (var listing : listings.all()) {
            var productId = listings.productId(listing).orElse(null);
            if (listings.hasAgreements(listing.id()) && productId != null) {
                try {
                    look(listing, productId, now.minus(GRACE), pacing, recording);
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (RuntimeException incomplete) {
                    LOG.warn(
                            "Lost purchases of {} could not all be looked for: {}",
                            listing.id(),
                            incomplete.toString());
                }
            }
        }
    }

    private void look(Listing listing, String productId, Instant until, Pacing pacing, Recording recording)
            throws InterruptedException {
        @Nullable RuntimeException unrecorded = null;
        for (var awsAgreementId : changed(listing, productId, until, pacing)) {
            try {
                if (purchases.ofAgreement(awsAgreementId).isEmpty()
                        && pacing.ask(() -> recording.of(listing, awsAgreementId))) {
                    LOG.warn("No message had told of agreement {} about {}", awsAgreementId, listing.id());
                    found(listing).increment();
                }
            } catch (RuntimeException ofThisOne) {
                if (ofThisOne instanceof AwsUnanswered away && away.why() != Why.REFUSED) {
                    throw away;
                }
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

    private Set<String> changed(Listing listing, String productId, Instant until, Pacing pacing)
            throws InterruptedException {
        var since = readings.lastLook(listing.id()).map(at -> at.minus(OVERLAP)).orElse(null);
        var ofSeller = agreements.ofSeller(listing);
        var found = new LinkedHashSet<String>();
        @Nullable String next = null;
        for (var page = 0; page < MOST_PAGES; page++) {
            var token = next;
            var answer = pacing.ask(() -> ofSeller.changed(productId, since, until, token));
            found.addAll(answer.awsAgreementIds());
            next = answer.next();
            if (next == null) {
                return found;
            }
        }
        throw new AgreementsUnavailable("more than " + MOST_PAGES + " pages", Why.SILENT);
    }

    private Counter found(Listing listing) {
        return Counter.builder("mooring.reconciliation.found")
                .description("purchases that were found by looking, because no message had told of them")
                .tag("listing", listing.id())
                .register(meters);
    }
}
