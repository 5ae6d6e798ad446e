package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.CONFIRMED_AT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.testsupport.time.SettableClock;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class FailSubscriptionTest {

    private final AggregateTestFixture<Subscription> fixture = new AggregateTestFixture<>(Subscription.class);

    FailSubscriptionTest() {
        fixture.registerInjectableResource(new SettableClock());
    }

    @Test
    void a_failure_that_nothing_preceded_opens_and_fails() {
        fixture.givenNoPriorActivity()
                .when(new FailSubscription(ID, PURCHASE, NOW))
                .expectEvents(Subscriptions.opened(), Subscriptions.failed(NOW));
    }

    @Test
    void a_failure_after_the_landing_fails() {
        fixture.given(Subscriptions.waitingForAws())
                .when(new FailSubscription(ID, PURCHASE, NOW))
                .expectEvents(Subscriptions.failed(NOW));
    }

    @Test
    void a_repeated_failure_does_nothing() {
        fixture.given(Subscriptions.waitingForAws())
                .andGiven(Subscriptions.failed(NOW))
                .when(new FailSubscription(ID, PURCHASE, NOW))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_failure_older_than_the_confirmation_does_nothing() {
        fixture.given(Subscriptions.active())
                .when(new FailSubscription(ID, PURCHASE, CONFIRMED_AT.minusSeconds(1)))
                .expectNoEvents();
    }

    @Test
    void a_failure_at_the_very_time_of_the_confirmation_counts() {
        fixture.given(Subscriptions.active())
                .when(new FailSubscription(ID, PURCHASE, CONFIRMED_AT))
                .expectEvents(Subscriptions.failed(CONFIRMED_AT));
    }

    @Test
    void a_payment_that_fails_after_the_end_is_about_a_further_episode() {
        fixture.given(Subscriptions.over())
                .when(new FailSubscription(ID, PURCHASE, NOW))
                .expectEvents(Subscriptions.opened(2), new SubscriptionFailed(ID, ActivationId.of(ID, 2), NOW));
    }
}
