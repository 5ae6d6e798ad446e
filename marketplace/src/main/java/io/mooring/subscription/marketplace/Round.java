package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.MarketplaceReadings.Pass;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks about all purchases that are not over, those first that AWS was heard of longest ago. What cannot be compared is the failure of that purchase only; a
 * service that is not asked at present is waited for, so that those behind it are asked as well.
 */
final class Round {

    /** For how long it is remembered when AWS was heard of a purchase that is over; longer than its entitlements may serve whoever goes on from it. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    private static final int PAGE = 200;

    private final KnownPurchases purchases;
    private final Readings readings;
    private final Comparison comparison;
    private final Pacing pacing;
    private int asked;
    private int differing;
    private int failed;

    /** Compares one purchase. */
    interface Comparison {

        /** Records what was answered. */
        Compared of(PurchaseView purchase);
    }

    /**
     * What came of it.
     *
     * @param differs whether AWS said something that was not known
     * @param unanswered what AWS may answer later
     */
    record Compared(boolean differs, List<AwsUnanswered> unanswered) {}

    Round(KnownPurchases purchases, Readings readings, Comparison comparison, Pacing pacing) {
        this.purchases = purchases;
        this.readings = readings;
        this.comparison = comparison;
        this.pacing = pacing;
    }

    /** Ends early only when the thread is interrupted; what was not reached counts as failed. */
    Pass run(Clock clock) {
        var startedAt = clock.instant();
        var all = longestUnheardFirst();
        readings.forget(startedAt.minus(KEPT), all);
        var reached = 0;
        try {
            for (var id : all) {
                var purchase = purchases.find(id).filter(it -> !it.isOver()).orElse(null);
                if (purchase == null) {
                    reached++;
                    continue;
                }
                compare(purchase);
                reached++;
                pacing.next();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            failed += all.size() - reached;
        }
        return new Pass(startedAt, clock.instant(), asked, differing, failed);
    }

    private List<SubscriptionId> longestUnheardFirst() {
        var all = new ArrayList<SubscriptionId>();
        List<PurchaseView> page;
        do {
            page = purchases.notOver(all.isEmpty() ? null : all.getLast(), PAGE);
            page.forEach(purchase -> all.add(purchase.subscriptionId()));
        } while (page.size() == PAGE);
        var heard = readings.lastAnswers(all);
        all.sort(Comparator.comparing(id -> heard.getOrDefault(id, Instant.MIN)));
        return all;
    }

    private void compare(PurchaseView purchase) throws InterruptedException {
        try {
            var compared = comparison.of(purchase);
            while (pacing.waits(compared.unanswered())) {
                compared = comparison.of(purchase);
            }
            differing += compared.differs() ? 1 : 0;
            if (compared.unanswered().isEmpty()) {
                asked++;
            } else {
                fail(purchase, compared.unanswered().getFirst());
            }
        } catch (RuntimeException failure) {
            fail(purchase, failure);
        }
    }

    private void fail(PurchaseView purchase, RuntimeException why) {
        LOG.warn("{} could not be compared: {}", purchase.subscriptionId(), why.toString());
        failed++;
    }
}
