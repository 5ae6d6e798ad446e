package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.ACTIVATION;
import static io.mooring.testsupport.subscription.Subscriptions.CONFIRMED_AT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.time.SettableClock.NOW;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.activation.api.ActivationId;
import io.mooring.rule.command.Refusal;
import io.mooring.subscription.api.DecideSubscription;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionDecided;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionRule;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.testsupport.agreement.Agreements;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class DecideSubscriptionTest {

    private static final String REASON = "seen in the seller portal";
    private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));
    private static final DecideSubscription PAID = new DecideSubscription(ID, SubscriptionStatus.CONFIRMED, REASON);
    private static final DecideSubscription OVER = new DecideSubscription(ID, SubscriptionStatus.ENDED, REASON);

    private final AggregateTestFixture<Subscription> fixture = new AggregateTestFixture<>(Subscription.class);

    DecideSubscriptionTest() {
        fixture.registerInjectableResource(new SettableClock());
    }

    @Test
    void the_offer_and_the_trial_that_aws_named_stay() {
        fixture.given(
                        Subscriptions.opened(),
                        new SubscriptionConfirmed(ID, ACTIVATION, "offer-1", true, CONFIRMED_AT),
                        Subscriptions.failed(CONFIRMED_AT))
                .when(PAID)
                .expectEvents(
                        decided(SubscriptionStatus.CONFIRMED),
                        new SubscriptionConfirmed(ID, ACTIVATION, "offer-1", true, NOW));
    }

    @Test
    void what_waits_for_aws_is_confirmed_once() {
        fixture.given(Subscriptions.opened())
                .when(PAID)
                .expectEvents(
                        decided(SubscriptionStatus.CONFIRMED),
                        new SubscriptionConfirmed(ID, ACTIVATION, null, false, NOW));
        fixture.given(Subscriptions.opened(), Subscriptions.confirmed(NOW))
                .when(PAID)
                .expectNoEvents();
    }

    @Test
    void what_is_ending_is_over_once() {
        fixture.given(Subscriptions.opened(), Subscriptions.confirmed(HOUR_AGO), Subscriptions.ending(HOUR_AGO))
                .when(OVER)
                .expectEvents(decided(SubscriptionStatus.ENDED), new SubscriptionEnded(ID, ACTIVATION, NOW));
        fixture.given(Subscriptions.over()).when(OVER).expectNoEvents();
    }

    /** Edge case 18. */
    @Test
    void what_is_paid_for_has_its_final_hour_and_only_one() {
        fixture.given(Subscriptions.active())
                .when(OVER)
                .expectEvents(decided(SubscriptionStatus.ENDED), Subscriptions.ending(NOW));
        var announced = Subscriptions.ending(HOUR_AGO.plusSeconds(1));
        fixture.given(Subscriptions.opened(), Subscriptions.confirmed(HOUR_AGO), announced)
                .when(OVER)
                .expectEvents(decided(SubscriptionStatus.ENDED));
        fixture.given(
                        Subscriptions.opened(),
                        Subscriptions.confirmed(HOUR_AGO),
                        announced,
                        decided(SubscriptionStatus.ENDED))
                .when(OVER)
                .expectNoEvents();
    }

    @Test
    void what_was_never_paid_for_has_none() {
        fixture.given(Subscriptions.waitingForAws())
                .when(OVER)
                .expectEvents(decided(SubscriptionStatus.ENDED), new SubscriptionEnded(ID, ACTIVATION, NOW));
    }

    @Test
    void a_buyer_who_is_back_after_the_end_has_a_further_episode() {
        fixture.given(Subscriptions.over())
                .when(PAID)
                .expectEvents(
                        decided(SubscriptionStatus.CONFIRMED),
                        Subscriptions.opened(2),
                        new SubscriptionConfirmed(ID, ActivationId.of(ID, 2), null, false, NOW));
    }

    @Test
    void a_licence_that_is_over_stays_so() {
        var id = Agreements.PURCHASE.subscriptionId();
        var activation = ActivationId.of(id, 1);
        fixture.given(
                        new SubscriptionOpened(id, activation, 1, Agreements.PURCHASE, NOW),
                        new SubscriptionEnded(id, activation, NOW))
                .when(new DecideSubscription(id, SubscriptionStatus.CONFIRMED, REASON))
                .expectNoEvents()
                .expectException(Refusal.by(SubscriptionRule.ONE_LIFE));
    }

    @Test
    void what_goes_on_as_another_purchase_is_decided_there() {
        var successor = Agreements.PURCHASE.subscriptionId();
        for (var status : List.of(SubscriptionStatus.CONFIRMED, SubscriptionStatus.ENDED)) {
            fixture.given(
                            Subscriptions.opened(1),
                            new SubscriptionSuperseded(ID, ACTIVATION, successor, ActivationId.of(successor, 1), NOW))
                    .when(new DecideSubscription(ID, status, REASON))
                    .expectNoEvents()
                    .expectException(Refusal.by(SubscriptionRule.NOT_SUPERSEDED));
        }
    }

    @Test
    void nothing_is_decided_of_what_is_not_known_and_nothing_else_than_paid_or_over() {
        fixture.givenNoPriorActivity().when(PAID).expectException(AggregateNotFoundException.class);
        assertThatThrownBy(() -> new DecideSubscription(ID, SubscriptionStatus.ENDING, REASON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SubscriptionDecided decided(SubscriptionStatus status) {
        return new SubscriptionDecided(ID, status, REASON, NOW);
    }
}
