package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.ACTIVATION;
import static io.mooring.testsupport.subscription.Subscriptions.CONFIRMED_AT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.JoinNames;
import io.mooring.subscription.api.NameSource;
import io.mooring.subscription.api.NamesJoined;
import io.mooring.subscription.api.StatementRepeated;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.testsupport.time.SettableClock;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JoinNamesTest {

    private static final String LICENCE = "arn:aws:license-manager::222222222222:license:l-0123";
    private static final NamesJoined JOINED =
            new NamesJoined(ID, "customer-1", LICENCE, NameSource.ENTITLEMENT, null, NOW);
    private static final Instant LATER = CONFIRMED_AT.plusSeconds(5);

    private final AggregateTestFixture<Subscription> fixture = new AggregateTestFixture<>(Subscription.class);

    JoinNamesTest() {
        fixture.registerInjectableResource(new SettableClock());
    }

    @Test
    void a_purchase_has_two_names_from_then_on_and_no_others() {
        fixture.given(Subscriptions.active())
                .when(join("customer-1", LICENCE, null))
                .expectResultMessagePayload(true)
                .expectEvents(JOINED);
        fixture.given(Subscriptions.active())
                .andGiven(JOINED)
                .when(join("customer-1", "license/l-0123", null))
                .expectResultMessagePayload(true)
                .expectNoEvents();
        fixture.given(Subscriptions.active())
                .andGiven(JOINED)
                .when(join("customer-2", LICENCE, null))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void what_is_not_known_or_has_handed_on_gets_no_second_name() {
        fixture.givenNoPriorActivity()
                .when(join("customer-1", LICENCE, null))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        fixture.given(Subscriptions.active())
                .andGiven(new SubscriptionSuperseded(
                        ID, ACTIVATION, new SubscriptionId("s-2"), ActivationId.of(new SubscriptionId("s-2"), 1), NOW))
                .when(join("customer-1", LICENCE, null))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void what_was_over_has_the_licence_that_began_before_and_not_a_later_one() {
        var endedAt = CONFIRMED_AT.plusSeconds(60);
        fixture.given(Subscriptions.active())
                .andGiven(Subscriptions.ended(endedAt))
                .when(join("customer-1", LICENCE, CONFIRMED_AT))
                .expectResultMessagePayload(true)
                .expectEvents(JOINED);
        for (var beganAt : new Instant[] {null, endedAt.plusSeconds(1)}) {
            fixture.given(Subscriptions.active())
                    .andGiven(Subscriptions.ended(endedAt))
                    .when(join("customer-1", LICENCE, beganAt))
                    .expectResultMessagePayload(false)
                    .expectNoEvents();
        }
    }

    @Test
    void one_fact_told_twice_has_one_effect_and_the_later_time_counts() {
        fixture.given(Subscriptions.active())
                .andGiven(JOINED)
                .when(confirm(LATER))
                .expectResultMessagePayload(new Hearing(Heard.TOLD_BEFORE, "confirmed", LATER))
                .expectEvents(new StatementRepeated(ID, SubscriptionStatus.CONFIRMED, LATER));
        fixture.given(Subscriptions.active())
                .andGiven(JOINED)
                .when(confirm(CONFIRMED_AT))
                .expectResultMessagePayload(new Hearing(Heard.TOLD_BEFORE, "confirmed", CONFIRMED_AT))
                .expectNoEvents();
    }

    @Test
    void a_licence_has_one_life_also_where_the_purchase_began_under_a_customer_identifier() {
        var endedAt = CONFIRMED_AT.plusSeconds(60);
        fixture.given(Subscriptions.active())
                .andGiven(JOINED)
                .when(new EndSubscription(ID, PURCHASE, endedAt))
                .expectResultMessagePayload(new Hearing(Heard.NEWS, "ended", endedAt))
                .expectEvents(new SubscriptionEnded(ID, ACTIVATION, endedAt));
        fixture.given(Subscriptions.active())
                .andGiven(JOINED, Subscriptions.ended(endedAt))
                .when(confirm(endedAt.plusSeconds(60)))
                .expectResultMessagePayload(new Hearing(Heard.OF_ANOTHER_PURCHASE, "ended", endedAt))
                .expectNoEvents();
        fixture.given(Subscriptions.active())
                .andGiven(JOINED, Subscriptions.ended(endedAt))
                .when(confirm(endedAt.minusSeconds(1)))
                .expectResultMessagePayload(new Hearing(Heard.OLDER, "ended", endedAt))
                .expectNoEvents();
    }

    private static ConfirmSubscription confirm(Instant at) {
        return new ConfirmSubscription(ID, PURCHASE, null, false, at);
    }

    private static JoinNames join(String customer, String licence, @Nullable Instant beganAt) {
        return new JoinNames(ID, customer, licence, NameSource.ENTITLEMENT, null, beganAt, NOW);
    }
}
