package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.ACTIVATION;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.subscription.api.SupersedeSubscription;
import io.mooring.testsupport.subscription.Subscriptions;
import io.mooring.testsupport.time.SettableClock;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class SupersedeSubscriptionTest {

    private static final SubscriptionId SUCCESSOR = new SubscriptionId("s-2");
    private static final SupersedeSubscription COMMAND = new SupersedeSubscription(ID, PURCHASE, SUCCESSOR, NOW);
    private static final SubscriptionSuperseded SUPERSEDED =
            new SubscriptionSuperseded(ID, ACTIVATION, SUCCESSOR, ActivationId.of(SUCCESSOR, 1), NOW);

    private final AggregateTestFixture<Subscription> fixture = new AggregateTestFixture<>(Subscription.class);

    SupersedeSubscriptionTest() {
        fixture.registerInjectableResource(new SettableClock());
    }

    @Test
    void the_buyer_goes_on_under_another_licence_once() {
        fixture.given(Subscriptions.active()).when(COMMAND).expectEvents(SUPERSEDED);
        fixture.given(Subscriptions.active()).andGiven(SUPERSEDED).when(COMMAND).expectNoEvents();
    }

    @Test
    void what_nothing_preceded_is_opened_and_superseded() {
        fixture.givenNoPriorActivity().when(COMMAND).expectEvents(Subscriptions.opened(), SUPERSEDED);
    }

    @Test
    void what_has_ended_before_its_successor_was_known_hands_on_all_the_same() {
        fixture.given(Subscriptions.active())
                .andGiven(Subscriptions.ended(NOW))
                .when(COMMAND)
                .expectEvents(SUPERSEDED);
    }
}
