package io.mooring.subscription.marketplace;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.agreement.api.AgreementComparison;
import io.mooring.agreement.api.AgreementDifference;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.agreement.api.CompareAgreement;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import io.mooring.subscription.marketplace.Entitlements.EntitlementsUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is looked for because no message has told of it. */
class DiscoveryIT extends AskedAws {

    /** Edge case 1, when every message about a purchase is lost. */
    @Test
    void a_purchase_that_no_message_told_of_is_found_with_its_cause_and_counted() {
        var lost = "arn:aws:license-manager::222222222222:license:l-9999";
        var purchase = new Purchase("newer", "aws", AgreementEvents.PRODUCT, null, lost);
        agreements.put("agmt-lost", reading("agmt-lost", Status.ACTIVE, null, lost));
        agreements.put("agmt-unlicensed", reading("agmt-unlicensed", Status.ACTIVE, null, null));
        changed.addAll(List.of(AWS_ID, "agmt-lost", "agmt-unlicensed", "agmt-of-nobody"));
        fixture.commands.answering(command -> command instanceof CompareAgreement compare
                ? new AgreementComparison(
                        compare.cause() == ReadingCause.FOUND
                                ? List.of(AgreementDifference.LICENCE_IN_FORCE)
                                : List.of(),
                        standing(null))
                : (Object) false);

        reconciliation.readAll();

        assertThat(compared())
                .filteredOn(it -> it.cause() == ReadingCause.FOUND)
                .containsExactly(new CompareAgreement(
                        AgreementId.of("aws", "agmt-lost"), aws("agmt-lost"), purchase, null, ReadingCause.FOUND, NOW));
        assertThat(meters.counter("mooring.reconciliation.found", "listing", "newer")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void an_agreement_that_cannot_be_recorded_hides_no_other_one_and_is_looked_for_again() {
        var lost = "arn:aws:license-manager::222222222222:license:l-9999";
        agreements.put("agmt-bad", reading("agmt-bad", Status.ACTIVE, null, lost + "8"));
        agreements.put("agmt-lost", reading("agmt-lost", Status.ACTIVE, null, lost));
        changed.addAll(List.of("agmt-bad", "agmt-lost"));
        fixture.commands.answering(command -> {
            if (command instanceof CompareAgreement compare) {
                if (compare.reading().awsAgreementId().equals("agmt-bad")) {
                    throw new IllegalStateException("a mistake");
                }
                return new AgreementComparison(List.of(AgreementDifference.LICENCE_IN_FORCE), standing(null));
            }
            return false;
        });

        reconciliation.readAll();
        reconciliation.readAll();

        assertThat(meters.counter("mooring.reconciliation.found", "listing", "newer")
                        .count())
                .isPositive();
        assertThat(looks).hasSize(2).allSatisfy(look -> assertThat(look).contains(" null "));
    }

    @Test
    void a_look_goes_on_where_the_last_complete_one_ended_and_looks_at_a_day_once_more() {
        var until = NOW.minus(Discovery.GRACE);
        reconciliation.readAll();
        away = new AgreementsUnavailable("away", Why.SILENT);
        time.advance(Duration.ofHours(1));
        reconciliation.readAll();
        away = null;
        reconciliation.readAll();

        assertThat(looks)
                .containsExactly(
                        AgreementEvents.PRODUCT_ID + " null " + until,
                        AgreementEvents.PRODUCT_ID + " " + until.minus(Discovery.OVERLAP) + " "
                                + until.plus(Duration.ofHours(1)),
                        AgreementEvents.PRODUCT_ID + " " + until.minus(Discovery.OVERLAP) + " "
                                + until.plus(Duration.ofHours(1)));
        assertThat(readings.lastLook("newer")).contains(until.plus(Duration.ofHours(1)));
    }

    @Test
    void a_service_that_is_not_asked_at_present_is_waited_for_and_the_look_goes_on_where_it_was() {
        lostPurchases(3);
        whileResting = duration -> {
            if (rested.size() == 2) {
                away = new AgreementsUnavailable("paused", Why.PAUSED);
                pausedFor = 3;
            }
        };

        reconciliation.readAll();

        assertThat(rested).filteredOn(AwsBreaker.PAUSE::equals).hasSize(3);
        assertThat(looks).hasSize(1);
        assertThat(found()).isEqualTo(3);
        assertThat(readings.lastLook("newer")).contains(NOW.minus(Discovery.GRACE));
    }

    @Test
    void each_question_of_a_look_has_its_turn() {
        lostPurchases(3);

        reconciliation.readAll();

        // Four pages, of which the last is empty, and three agreements
        assertThat(rested).hasSize(7).containsOnly(Pacing.PACE);
    }

    @Test
    void a_service_that_stays_away_is_not_waited_for_without_end_and_the_next_look_begins_where_this_one_did() {
        lostPurchases(3);
        away = new AgreementsUnavailable("paused", Why.PAUSED);
        pausedFor = Integer.MAX_VALUE;

        reconciliation.readAll();

        assertThat(rested).filteredOn(AwsBreaker.PAUSE::equals).hasSize(Pacing.WAITS);
        assertThat(readings.lastLook("newer")).isEmpty();

        away = null;
        reconciliation.readAll();
        assertThat(looks.getLast()).contains(" null ");
        assertThat(found()).isEqualTo(3);
    }

    @Test
    void a_look_that_is_told_to_stop_is_not_complete_and_the_thread_goes_on_to_stop() {
        lostPurchases(3);
        whileResting = duration -> {
            if (rested.size() == 2) {
                throw new InterruptedException();
            }
        };

        reconciliation.readAll();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(readings.lastLook("newer")).isEmpty();
    }

    @Test
    void what_aws_does_not_tell_us_of_ends_no_look_but_a_name_that_we_may_not_ask_for_does() {
        lostPurchases(2);
        var last = changed.getLast();
        var asked = new ArrayList<String>();

        new Discovery(new AskedAgreements(), Notifications.listings(), purchases, readings, meters)
                .look(NOW, new Pacing(rested::add), (listing, awsAgreementId) -> {
                    asked.add(awsAgreementId);
                    if (!awsAgreementId.equals(last)) {
                        throw new EntitlementsUnavailable("AccessDeniedException", Why.REFUSED);
                    }
                    return false;
                });
        assertThat(asked).contains(last);
        assertThat(readings.lastLook("newer")).isEmpty();

        away = null;
        agreements.clear();
        reconciliation.readAll();
        assertThat(readings.lastLook("newer")).contains(NOW.minus(Discovery.GRACE));
    }

    /** Two sellers in one engine: an agreement's id does not tell whose it is, but a listing does. */
    @Test
    void a_seller_who_may_not_ask_keeps_no_look_of_another_one_open() {
        var listings = new ConfiguredListings(new ListingProperties(List.of(listing("newer"), listing("partner"))));
        var refused = new AskedAgreements() {
            @Override
            public Changed changed(String productId, @Nullable Instant since, Instant until, @Nullable String page) {
                throw new AgreementsUnavailable("AccessDeniedException", Why.REFUSED);
            }
        };
        var ofEach = new AskedAgreements() {
            @Override
            public Changed changed(String productId, @Nullable Instant since, Instant until, @Nullable String page) {
                return refused.changed(productId, since, until, page);
            }

            @Override
            public Agreements ofSeller(Listing listing) {
                return listing.id().equals("partner") ? new AskedAgreements() : refused;
            }
        };

        new Discovery(ofEach, listings, purchases, readings, meters)
                .look(NOW, new Pacing(rested::add), (listing, awsAgreementId) -> false);

        assertThat(readings.lastLook("partner")).contains(NOW.minus(Discovery.GRACE));
        assertThat(readings.lastLook("newer")).isEmpty();
    }

    private static ListingProperties.Entry listing(String id) {
        return new ListingProperties.Entry(
                id,
                id,
                "product-of-" + id,
                "aws",
                List.of(),
                Feed.EVENTBRIDGE,
                List.of(AgreementEvents.SELLER),
                "prod-" + id,
                false);
    }

    private void lostPurchases(int count) {
        purchases.known.clear();
        agreements.clear();
        for (var lost = 0; lost < count; lost++) {
            var licence = "arn:aws:license-manager::222222222222:license:l-900" + lost;
            agreements.put("agmt-lost" + lost, reading("agmt-lost" + lost, Status.ACTIVE, null, licence));
        }
        changed.addAll(agreements.keySet());
        fixture.commands.answering(command -> command instanceof CompareAgreement
                ? new AgreementComparison(List.of(AgreementDifference.LICENCE_IN_FORCE), standing(null))
                : (Object) false);
    }

    private double found() {
        return meters.counter("mooring.reconciliation.found", "listing", "newer")
                .count();
    }
}
