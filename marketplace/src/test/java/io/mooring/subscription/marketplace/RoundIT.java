package io.mooring.subscription.marketplace;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.subscription.api.MarketplaceReadings.Pass;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import io.mooring.subscription.marketplace.Entitlements.EntitlementsUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One round over all purchases, on a real PostgreSQL. */
class RoundIT {

    private static final Instant NOW = IntakeFixture.NOW;
    private static final String LICENCE = "arn:aws:license-manager::222222222222:license:l-0123";
    private static final Purchase PURCHASE = new Purchase("newer", "aws", AgreementEvents.PRODUCT, null, LICENCE);
    private static final SubscriptionId SUBSCRIPTION = PURCHASE.subscriptionId();

    private final IntakeFixture fixture = new IntakeFixture();
    private final Readings readings = new Readings(fixture.jdbc);
    private final List<Duration> rested = new ArrayList<>();
    private final PurchasesInMemory purchases = new PurchasesInMemory();

    @BeforeEach
    void aws_takes_payment_for_one_purchase() {
        purchases.known.put(SUBSCRIPTION, view(SubscriptionStatus.CONFIRMED, AWS_ID));
    }

    @Test
    void each_service_is_waited_for_as_often() {
        purchases.add(1);
        var pass = round(
                purchase -> new Round.Compared(
                        false,
                        List.of(
                                purchase.subscriptionId().equals(SUBSCRIPTION)
                                        ? new EntitlementsUnavailable("paused", Why.PAUSED)
                                        : new AgreementsUnavailable("paused", Why.PAUSED))),
                rested::add);

        assertThat(pass.failed()).isEqualTo(2);
        assertThat(rested).filteredOn(AwsBreaker.PAUSE::equals).hasSize(2 * Pacing.WAITS);
    }

    /** While one of them is away for good, the other one may be back any moment. */
    @Test
    void each_of_two_services_that_are_not_asked_at_present_is_waited_for() {
        var agreements = new AgreementsUnavailable("paused", Why.PAUSED);
        purchases.add(1);
        var first = purchases.known.keySet().iterator().next();
        var pass = round(
                purchase -> new Round.Compared(
                        false,
                        purchase.subscriptionId().equals(first)
                                ? List.of(agreements)
                                : List.of(agreements, new EntitlementsUnavailable("paused", Why.PAUSED))),
                rested::add);

        assertThat(pass.failed()).isEqualTo(2);
        assertThat(rested).filteredOn(AwsBreaker.PAUSE::equals).hasSize(2 * Pacing.WAITS);
    }

    @Test
    void a_service_that_is_not_asked_at_present_is_waited_for_though_the_other_one_does_not_answer() {
        var pass = round(
                purchase -> new Round.Compared(
                        false,
                        List.of(
                                new AgreementsUnavailable("silent", Why.SILENT),
                                new EntitlementsUnavailable("paused", Why.PAUSED))),
                rested::add);

        assertThat(pass.failed()).isEqualTo(1);
        assertThat(rested).filteredOn(AwsBreaker.PAUSE::equals).hasSize(Pacing.WAITS);
    }

    @Test
    void what_differs_is_counted() {
        purchases.add(2);

        var pass = round(
                purchase -> new Round.Compared(purchase.subscriptionId().equals(SUBSCRIPTION), List.of()), rested::add);

        assertThat(pass.differing()).isEqualTo(1);
        assertThat(pass.asked()).isEqualTo(3);
    }

    @Test
    void a_round_that_is_told_to_stop_counts_each_once_and_the_thread_goes_on_to_stop() {
        purchases.add(4);

        var pass = round(purchase -> new Round.Compared(false, List.of()), duration -> {
            rested.add(duration);
            if (rested.size() == 2) {
                throw new InterruptedException();
            }
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(pass.asked()).isEqualTo(2);
        assertThat(pass.failed()).isEqualTo(3);
    }

    @Test
    void the_latest_answer_and_the_latest_round_are_remembered() {
        readings.answered(SUBSCRIPTION, NOW);
        readings.answered(SUBSCRIPTION, NOW.minusSeconds(10));
        readings.ended(new Pass(NOW.minusSeconds(9), NOW.minusSeconds(8), 1, 2, 3));
        readings.ended(new Pass(NOW.minusSeconds(7), NOW.minusSeconds(6), 4, 5, 6));

        assertThat(readings.lastAnswer(SUBSCRIPTION)).contains(NOW);
        assertThat(readings.lastPass()).contains(new Pass(NOW.minusSeconds(7), NOW.minusSeconds(6), 4, 5, 6));
    }

    /** AWS goes on to be asked about what is not over only; the rest would be kept for ever. */
    @Test
    void what_is_over_is_forgotten_in_time_and_what_is_not_is_not() {
        var over = new SubscriptionId("over");
        var justOver = new SubscriptionId("just-over");
        var before = NOW.minus(Round.KEPT).minusSeconds(1);
        readings.answered(SUBSCRIPTION, before);
        readings.answered(over, before);
        readings.answered(justOver, NOW.minus(Round.KEPT));
        readings.looked("newer", before);

        round(purchase -> new Round.Compared(false, List.of()), rested::add);

        assertThat(readings.lastAnswer(over)).isEmpty();
        assertThat(readings.lastAnswer(justOver)).isPresent();
        assertThat(readings.lastAnswer(SUBSCRIPTION)).isPresent();
        assertThat(readings.lastLook("newer")).contains(before);
        assertThat(readings.lastAnswers(List.of(SUBSCRIPTION))).containsOnlyKeys(SUBSCRIPTION);
    }

    private Pass round(Round.Comparison comparison, Pacing.Rest rest) {
        return new Round(purchases, readings, comparison, new Pacing(rest)).run(fixture.clock);
    }

    private static PurchaseView view(SubscriptionStatus status, @Nullable String awsAgreementId) {
        return new PurchaseView(SUBSCRIPTION, PURCHASE, awsAgreementId, status, NOW, NOW, true, null);
    }
}
