package io.mooring.subscription.marketplace;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.entitlement.api.CurrentEntitlements.Closed;
import io.mooring.entitlement.api.CurrentEntitlements.Open;
import io.mooring.entitlement.api.CurrentEntitlements.Reason;
import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a buyer may use of what was last known, on a real PostgreSQL. */
class AgedEntitlementsIT {

    private static final Instant NOW = IntakeFixture.NOW;
    private static final String LICENCE = "arn:aws:license-manager::222222222222:license:l-0123";
    private static final Purchase PURCHASE = new Purchase("newer", "aws", AgreementEvents.PRODUCT, null, LICENCE);
    private static final SubscriptionId SUBSCRIPTION = PURCHASE.subscriptionId();

    private final IntakeFixture fixture = new IntakeFixture();
    private final Readings readings = new Readings(fixture.jdbc);
    private final PurchasesInMemory purchases = new PurchasesInMemory();

    @BeforeEach
    void aws_takes_payment_for_one_purchase() {
        purchases.known.put(SUBSCRIPTION, view(SubscriptionStatus.CONFIRMED, AWS_ID));
    }

    @Test
    void what_was_last_known_serves_until_it_is_too_old() {
        var current = new AgedEntitlements(purchases, id -> List.of(), readings, Duration.ofHours(24), fixture.clock);
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Closed(Reason.NEVER_READ, null));

        readings.answered(SUBSCRIPTION, NOW.minus(Duration.ofHours(25)));
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Closed(Reason.TOO_OLD, NOW.minus(Duration.ofHours(25))));

        readings.answered(SUBSCRIPTION, NOW.minus(Duration.ofHours(24)));
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Open(List.of(), NOW.minus(Duration.ofHours(24))));

        for (var over : Map.of(
                        SubscriptionStatus.WAITING_FOR_AWS, Reason.NOT_CONFIRMED,
                        SubscriptionStatus.FAILED, Reason.PAYMENT_FAILED,
                        SubscriptionStatus.ENDED, Reason.OVER,
                        SubscriptionStatus.SUPERSEDED, Reason.OVER)
                .entrySet()) {
            purchases.known.put(SUBSCRIPTION, view(over.getKey(), AWS_ID));
            assertThat(current.of(SUBSCRIPTION))
                    .isEqualTo(new Closed(over.getValue(), NOW.minus(Duration.ofHours(24))));
        }
        assertThat(current.of(new SubscriptionId("nobody"))).isEqualTo(new Closed(Reason.UNKNOWN_PURCHASE, null));
    }

    @Test
    void who_goes_on_under_another_licence_has_what_they_had_until_aws_is_heard_of_that() {
        var before = new SubscriptionId("before");
        var between = new SubscriptionId("between");
        var hosts = List.of(new io.mooring.entitlement.api.Entitlement("hosts", Kind.INTEGER, "25", NOW));
        var current = new AgedEntitlements(
                purchases, id -> id.equals(before) ? hosts : List.of(), readings, Duration.ofHours(24), fixture.clock);
        purchases.predecessors.put(SUBSCRIPTION, between);
        purchases.predecessors.put(between, before);
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Closed(Reason.NEVER_READ, null));

        readings.answered(before, NOW.minus(Duration.ofHours(24)));
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Open(hosts, NOW.minus(Duration.ofHours(24))));

        readings.answered(SUBSCRIPTION, NOW);
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Open(List.of(), NOW));
    }

    @Test
    void what_the_licence_before_had_serves_no_longer_than_anything_else_nor_who_has_not_paid() {
        var before = new SubscriptionId("before");
        var current = new AgedEntitlements(purchases, id -> List.of(), readings, Duration.ofHours(24), fixture.clock);
        purchases.predecessors.put(SUBSCRIPTION, before);
        readings.answered(before, NOW.minus(Duration.ofHours(25)));
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Closed(Reason.TOO_OLD, NOW.minus(Duration.ofHours(25))));

        readings.answered(before, NOW);
        purchases.known.put(SUBSCRIPTION, view(SubscriptionStatus.WAITING_FOR_AWS, AWS_ID));
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Closed(Reason.NOT_CONFIRMED, null));
    }

    @Test
    void whoever_asks_by_the_licence_that_was_renewed_is_answered_for_the_next_one() {
        var before = new SubscriptionId("before");
        var hosts = List.of(new io.mooring.entitlement.api.Entitlement("hosts", Kind.INTEGER, "25", NOW));
        var current = new AgedEntitlements(
                purchases,
                id -> id.equals(SUBSCRIPTION) ? hosts : List.of(),
                readings,
                Duration.ofHours(24),
                fixture.clock);
        purchases.known.put(
                before,
                new PurchaseView(before, PURCHASE, AWS_ID, SubscriptionStatus.SUPERSEDED, NOW, NOW, true, null));
        readings.answered(SUBSCRIPTION, NOW);
        assertThat(current.of(before)).isEqualTo(new Closed(Reason.OVER, null));

        purchases.predecessors.put(SUBSCRIPTION, before);
        assertThat(current.of(before)).isEqualTo(new Open(hosts, NOW));

        purchases.known.put(SUBSCRIPTION, view(SubscriptionStatus.ENDED, AWS_ID));
        assertThat(current.of(before)).isEqualTo(new Closed(Reason.OVER, NOW));
    }

    @Test
    void the_final_hour_is_for_who_had_paid_and_no_longer_than_an_hour() {
        var current = new AgedEntitlements(purchases, id -> List.of(), readings, Duration.ofHours(24), fixture.clock);
        readings.answered(SUBSCRIPTION, NOW);

        purchases.known.put(SUBSCRIPTION, ending(NOW.minus(Duration.ofMinutes(59)), true));
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Open(List.of(), NOW));
        purchases.known.put(SUBSCRIPTION, ending(NOW.minus(Duration.ofMinutes(60)), true));
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Closed(Reason.OVER, NOW));
        purchases.known.put(SUBSCRIPTION, ending(NOW, false));
        assertThat(current.of(SUBSCRIPTION)).isEqualTo(new Closed(Reason.NOT_CONFIRMED, NOW));
    }

    private static PurchaseView view(SubscriptionStatus status, @Nullable String awsAgreementId) {
        return new PurchaseView(SUBSCRIPTION, PURCHASE, awsAgreementId, status, NOW, NOW, true, null);
    }

    private static PurchaseView ending(Instant since, boolean confirmed) {
        return new PurchaseView(SUBSCRIPTION, PURCHASE, AWS_ID, SubscriptionStatus.ENDING, since, NOW, confirmed, null);
    }
}
