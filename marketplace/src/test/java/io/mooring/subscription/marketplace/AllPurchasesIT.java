package io.mooring.subscription.marketplace;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.entitlement.api.RecordEntitlements;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import io.mooring.subscription.marketplace.Entitlements.EntitlementsUnavailable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What AWS says when it is asked about all purchases. */
class AllPurchasesIT extends AskedAws {

    /** After the round the changed agreements are asked for, of which there are none. */
    private static final int ONE_LOOK = 1;

    @Test
    void all_that_is_not_over_is_asked_about_and_the_round_is_remembered() {
        purchases.add(449);

        var pass = reconciliation.readAll();

        assertThat(pass.asked()).isEqualTo(450);
        assertThat(pass.failed()).isZero();
        assertThat(reconciliation.lastPass()).contains(pass);
    }

    @Test
    void ten_refused_neighbours_keep_nobody_else_from_being_asked() {
        purchases.add(50);
        var ids = List.copyOf(purchases.known.keySet());
        refused.addAll(ids.subList(0, 10));

        var pass = reconciliation.readAll();

        assertThat(pass.failed()).isEqualTo(10);
        assertThat(pass.asked()).isEqualTo(41);
        assertThat(ids.subList(10, 51))
                .allSatisfy(id -> assertThat(readings.lastAnswer(id)).isPresent());
    }

    @Test
    void who_was_heard_of_longest_ago_is_asked_about_first() {
        purchases.add(3);
        var ids = List.copyOf(purchases.known.keySet());
        readings.answered(ids.get(0), NOW.minusSeconds(10));
        readings.answered(ids.get(1), NOW.minusSeconds(30));
        readings.answered(ids.get(3), NOW.minusSeconds(20));

        reconciliation.readAll();

        assertThat(sent.stream()
                        .filter(RecordEntitlements.class::isInstance)
                        .map(it -> ((RecordEntitlements) it).subscriptionId()))
                .containsExactly(ids.get(2), ids.get(1), ids.get(3), ids.get(0));
    }

    @Test
    void a_service_that_is_not_asked_at_present_is_waited_for() {
        purchases.add(50);
        away = new EntitlementsUnavailable("paused", Why.PAUSED);
        pausedFor = 3;

        var pass = reconciliation.readAll();

        assertThat(pass.failed()).isZero();
        assertThat(pass.asked()).isEqualTo(51);
        assertThat(rested).filteredOn(AwsBreaker.PAUSE::equals).hasSize(3);
        assertThat(rested).filteredOn(Pacing.PACE::equals).hasSize(51 + ONE_LOOK);
    }

    @Test
    void a_service_that_stays_away_is_not_waited_for_without_end() {
        purchases.add(50);
        away = new EntitlementsUnavailable("paused", Why.PAUSED);
        pausedFor = Integer.MAX_VALUE;

        var pass = reconciliation.readAll();

        assertThat(pass.failed()).isEqualTo(51);
        assertThat(rested).filteredOn(AwsBreaker.PAUSE::equals).hasSize(Pacing.WAITS);
    }

    @Test
    void a_service_that_does_not_answer_is_not_waited_for() {
        away = new EntitlementsUnavailable("SdkClientException", Why.SILENT);

        var pass = reconciliation.readAll();

        assertThat(pass.failed()).isEqualTo(1);
        assertThat(rested).hasSize(1 + ONE_LOOK).containsOnly(Pacing.PACE);
    }

    @Test
    void what_is_over_by_the_time_of_its_turn_is_not_asked_about() {
        purchases.known.put(SUBSCRIPTION, view(SubscriptionStatus.SUPERSEDED, AWS_ID));

        var pass = reconciliation.readAll();

        assertThat(sent).isEmpty();
        assertThat(pass.asked() + pass.failed()).isZero();
    }

    @Test
    void what_breaks_for_one_purchase_is_its_own_failure_only() {
        purchases.add(50);
        var first = purchases.known.keySet().iterator().next();
        fixture.commands.before(command -> {
            if (command instanceof RecordEntitlements of && of.subscriptionId().equals(first)) {
                throw new IllegalStateException("a fault");
            }
        });

        var pass = reconciliation.readAll();

        assertThat(pass.failed()).isEqualTo(1);
        assertThat(pass.asked()).isEqualTo(50);
        assertThat(reconciliation.lastPass()).contains(pass);
    }
}
