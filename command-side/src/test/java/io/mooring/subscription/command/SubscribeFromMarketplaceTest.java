package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.ACTIVATION;
import static io.mooring.testsupport.subscription.Subscriptions.AWS_ACCOUNT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class SubscribeFromMarketplaceTest {

    private final SettableClock clock = new SettableClock();
    private final AggregateTestFixture<Subscription> fixture = new AggregateTestFixture<>(Subscription.class);

    SubscribeFromMarketplaceTest() {
        fixture.registerInjectableResource(clock);
    }

    @Test
    void a_first_landing_opens_the_subscription_and_its_first_episode() {
        fixture.givenNoPriorActivity()
                .when(landing())
                .expectEvents(
                        new SubscriptionOpened(ID, ACTIVATION, 1, PURCHASE, NOW),
                        new BuyerLanded(ID, ACTIVATION, AWS_ACCOUNT, NOW));
    }

    @Test
    void a_notification_opens_it_without_a_buyer() {
        fixture.givenNoPriorActivity()
                .when(new SubscribeFromMarketplace(ID, PURCHASE, null, false))
                .expectEvents(new SubscriptionOpened(ID, ACTIVATION, 1, PURCHASE, NOW));
    }

    @Test
    void a_repeated_notification_does_nothing() {
        fixture.given(Subscriptions.waitingForAws())
                .when(new SubscribeFromMarketplace(ID, PURCHASE, null, false))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_buyer_who_lands_again_is_seen_again_and_opens_nothing() {
        clock.advance(Duration.ofDays(1));
        fixture.given(Subscriptions.active())
                .when(landing())
                .expectEvents(new BuyerLanded(ID, ACTIVATION, AWS_ACCOUNT, NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void a_landing_after_the_end_opens_no_further_episode() {
        fixture.given(Subscriptions.over())
                .when(landing())
                .expectEvents(new BuyerLanded(ID, ACTIVATION, AWS_ACCOUNT, NOW));
    }

    private static SubscribeFromMarketplace landing() {
        return new SubscribeFromMarketplace(ID, PURCHASE, AWS_ACCOUNT, true);
    }
}
