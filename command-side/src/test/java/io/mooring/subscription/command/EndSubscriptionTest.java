package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.CONFIRMED_AT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.testsupport.time.SettableClock;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class EndSubscriptionTest {

    private final AggregateTestFixture<Subscription> fixture = new AggregateTestFixture<>(Subscription.class);

    EndSubscriptionTest() {
        fixture.registerInjectableResource(new SettableClock());
    }

    @Test
    void an_end_ends_it() {
        fixture.given(Subscriptions.winding())
                .when(new EndSubscription(ID, PURCHASE, NOW))
                .expectEvents(Subscriptions.ended(NOW));
    }

    @Test
    void an_end_that_nothing_preceded_opens_and_ends() {
        fixture.givenNoPriorActivity()
                .when(new EndSubscription(ID, PURCHASE, NOW))
                .expectEvents(Subscriptions.opened(), Subscriptions.ended(NOW));
    }

    @Test
    void a_repeated_end_does_nothing() {
        fixture.given(Subscriptions.active())
                .andGiven(Subscriptions.ended(NOW))
                .when(new EndSubscription(ID, PURCHASE, NOW))
                .expectResultMessagePayload(new Hearing(Heard.TOLD_BEFORE, "ended", NOW))
                .expectNoEvents();
    }

    @Test
    void an_end_at_the_very_time_of_its_announcement_counts() {
        fixture.given(Subscriptions.active())
                .andGiven(Subscriptions.ending(NOW))
                .when(new EndSubscription(ID, PURCHASE, NOW))
                .expectEvents(Subscriptions.ended(NOW));
    }

    @Test
    void an_end_older_than_the_newest_confirmation_does_nothing() {
        fixture.given(Subscriptions.active())
                .when(new EndSubscription(ID, PURCHASE, CONFIRMED_AT.minusSeconds(1)))
                .expectResultMessagePayload(new Hearing(Heard.OLDER, "confirmed", CONFIRMED_AT))
                .expectNoEvents();
    }
}
