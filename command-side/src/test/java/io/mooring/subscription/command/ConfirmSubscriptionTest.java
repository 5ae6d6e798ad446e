package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.ACTIVATION;
import static io.mooring.testsupport.subscription.Subscriptions.CONFIRMED_AT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.testsupport.time.SettableClock;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ConfirmSubscriptionTest {

    private final AggregateTestFixture<Subscription> fixture = new AggregateTestFixture<>(Subscription.class);

    ConfirmSubscriptionTest() {
        fixture.registerInjectableResource(new SettableClock());
    }

    @Test
    void a_confirmation_before_the_landing_opens_and_confirms() {
        fixture.givenNoPriorActivity()
                .when(new ConfirmSubscription(ID, PURCHASE, "offer-1", true, CONFIRMED_AT))
                .expectEvents(
                        Subscriptions.opened(),
                        new SubscriptionConfirmed(ID, ACTIVATION, "offer-1", true, CONFIRMED_AT));
    }

    @Test
    void a_confirmation_after_the_landing_confirms() {
        fixture.given(Subscriptions.waitingForAws())
                .when(confirmation(CONFIRMED_AT))
                .expectEvents(Subscriptions.confirmed(CONFIRMED_AT));
    }

    @Test
    void a_repeated_confirmation_does_nothing() {
        fixture.given(Subscriptions.active())
                .when(confirmation(CONFIRMED_AT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_later_confirmation_is_news() {
        fixture.given(Subscriptions.active())
                .when(confirmation(CONFIRMED_AT.plusSeconds(1)))
                .expectEvents(Subscriptions.confirmed(CONFIRMED_AT.plusSeconds(1)));
    }

    @Test
    void a_payment_that_works_after_all_confirms() {
        fixture.given(Subscriptions.waitingForAws())
                .andGiven(Subscriptions.failed(CONFIRMED_AT.minusSeconds(1)))
                .when(confirmation(CONFIRMED_AT))
                .expectEvents(Subscriptions.confirmed(CONFIRMED_AT));
    }

    @Test
    void a_confirmation_older_than_the_failure_it_arrives_after_does_nothing() {
        fixture.given(Subscriptions.waitingForAws())
                .andGiven(Subscriptions.failed(CONFIRMED_AT.plusSeconds(1)))
                .when(confirmation(CONFIRMED_AT))
                .expectNoEvents();
    }

    @Test
    void subscribing_again_within_the_last_hour_goes_on_in_the_same_episode() {
        fixture.given(Subscriptions.winding()).when(confirmation(NOW)).expectEvents(Subscriptions.confirmed(NOW));
    }

    @Test
    void a_confirmation_as_old_as_the_announced_end_does_nothing() {
        fixture.given(Subscriptions.winding())
                .when(confirmation(CONFIRMED_AT.plusSeconds(3600)))
                .expectNoEvents();
    }

    @Test
    void subscribing_again_after_the_end_begins_a_second_episode_with_an_activation_of_its_own() {
        fixture.given(Subscriptions.over())
                .when(confirmation(NOW))
                .expectEvents(
                        Subscriptions.opened(2),
                        new SubscriptionConfirmed(ID, ActivationId.of(ID, 2), null, false, NOW));
    }

    @Test
    void a_late_copy_of_the_first_confirmation_begins_nothing_after_the_end() {
        fixture.given(Subscriptions.over())
                .when(confirmation(CONFIRMED_AT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private static ConfirmSubscription confirmation(Instant at) {
        return new ConfirmSubscription(ID, PURCHASE, null, false, at);
    }
}
