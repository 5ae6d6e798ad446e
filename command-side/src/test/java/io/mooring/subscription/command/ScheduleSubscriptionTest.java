package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.ACTIVATION;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.subscription.api.ScheduleSubscription;
import io.mooring.subscription.api.SubscriptionScheduled;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.testsupport.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ScheduleSubscriptionTest {

    private static final Instant LATER = NOW.plus(Duration.ofDays(40));

    private final AggregateTestFixture<Subscription> fixture = new AggregateTestFixture<>(Subscription.class);

    ScheduleSubscriptionTest() {
        fixture.registerInjectableResource(new SettableClock());
    }

    @Test
    void what_was_signed_ahead_is_recorded_once_for_each_beginning() {
        fixture.given(Subscriptions.opened()).when(schedule(LATER)).expectEvents(scheduled(LATER));
        fixture.given(Subscriptions.opened(), scheduled(LATER))
                .when(schedule(LATER))
                .expectNoEvents();
        fixture.given(Subscriptions.opened(), scheduled(LATER))
                .when(schedule(LATER.plusSeconds(60)))
                .expectEvents(scheduled(LATER.plusSeconds(60)));
    }

    @Test
    void what_has_begun_is_nothing_to_wait_for() {
        fixture.given(Subscriptions.opened()).when(schedule(NOW)).expectNoEvents();
    }

    @Test
    void what_is_ending_or_over_begins_no_more() {
        fixture.given(Subscriptions.active())
                .andGiven(Subscriptions.ended(NOW))
                .when(schedule(LATER))
                .expectNoEvents();
    }

    private static ScheduleSubscription schedule(Instant startsAt) {
        return new ScheduleSubscription(ID, PURCHASE, startsAt);
    }

    private static SubscriptionScheduled scheduled(Instant startsAt) {
        return new SubscriptionScheduled(ID, ACTIVATION, startsAt, NOW);
    }
}
