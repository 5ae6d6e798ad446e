package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.ACTIVATION;
import static io.mooring.testsupport.subscription.Subscriptions.CONFIRMED_AT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class BeginEndingSubscriptionTest {

    private final AggregateTestFixture<Subscription> fixture = new AggregateTestFixture<>(Subscription.class);

    BeginEndingSubscriptionTest() {
        fixture.registerInjectableResource(new SettableClock());
    }

    @Test
    void an_announced_end_leaves_an_hour_for_the_last_usage() {
        fixture.given(Subscriptions.active())
                .when(new BeginEndingSubscription(ID, PURCHASE, NOW))
                .expectEvents(new SubscriptionEnding(ID, ACTIVATION, NOW, NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void an_announced_end_that_nothing_preceded_opens_and_winds_up() {
        fixture.givenNoPriorActivity()
                .when(new BeginEndingSubscription(ID, PURCHASE, NOW))
                .expectEvents(Subscriptions.opened(), Subscriptions.ending(NOW));
    }

    @Test
    void a_repeated_announcement_does_nothing() {
        fixture.given(Subscriptions.active())
                .andGiven(Subscriptions.ending(NOW))
                .when(new BeginEndingSubscription(ID, PURCHASE, NOW))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_announcement_older_than_the_newest_confirmation_does_nothing() {
        fixture.given(Subscriptions.active())
                .when(new BeginEndingSubscription(ID, PURCHASE, CONFIRMED_AT.minusSeconds(1)))
                .expectNoEvents();
    }

    @Test
    void an_announcement_that_the_end_overtook_does_nothing() {
        fixture.given(Subscriptions.over())
                .when(new BeginEndingSubscription(ID, PURCHASE, CONFIRMED_AT.plusSeconds(3600)))
                .expectNoEvents();
    }

    @Test
    void an_announcement_after_the_end_is_about_a_further_episode() {
        fixture.given(Subscriptions.over())
                .when(new BeginEndingSubscription(ID, PURCHASE, NOW))
                .expectEvents(
                        Subscriptions.opened(2),
                        new SubscriptionEnding(ID, ActivationId.of(ID, 2), NOW, NOW.plus(Duration.ofHours(1))));
    }
}
