package io.mooring.subscription.command;

import static io.mooring.testsupport.subscription.Subscriptions.ACTIVATION;
import static io.mooring.testsupport.subscription.Subscriptions.CONFIRMED_AT;
import static io.mooring.testsupport.subscription.Subscriptions.ID;
import static io.mooring.testsupport.subscription.Subscriptions.PURCHASE;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.OfferFailed;
import io.mooring.subscription.api.SubscriptionConfirmed;
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

    /** Edge case 2, for an offer that was to replace the one that runs. */
    @Test
    void a_replacement_that_fails_is_recorded_once_and_what_runs_goes_on() {
        var failed = new OfferFailed(ID, "offer-2", NOW);
        fixture.given(Subscriptions.opened(), runs())
                .when(failing("offer-2"))
                .expectResultMessagePayload(new Hearing(Heard.NEWS, "confirmed", CONFIRMED_AT))
                .expectEvents(failed);
        fixture.given(Subscriptions.opened(), runs(), failed)
                .when(failing("2"))
                .expectResultMessagePayload(new Hearing(Heard.TOLD_BEFORE, "confirmed", CONFIRMED_AT))
                .expectNoEvents();
    }

    @Test
    void what_was_confirmed_without_an_offer_goes_on_when_one_fails() {
        fixture.given(Subscriptions.opened(), new SubscriptionConfirmed(ID, ACTIVATION, null, false, CONFIRMED_AT))
                .when(failing("offer-2"))
                .expectEvents(new OfferFailed(ID, "offer-2", NOW));
    }

    @Test
    void the_offer_that_runs_fails_however_aws_prints_it() {
        fixture.given(Subscriptions.opened(), runs())
                .when(failing("1"))
                .expectEvents(new OfferFailed(ID, "1", NOW), Subscriptions.failed(NOW));
    }

    @Test
    void a_failure_that_comes_before_the_confirmation_of_what_runs_makes_no_difference() {
        fixture.given(Subscriptions.opened(), new OfferFailed(ID, "offer-2", NOW), Subscriptions.failed(NOW))
                .when(new ConfirmSubscription(ID, PURCHASE, "offer-1", false, CONFIRMED_AT))
                .expectEvents(runs());
        fixture.given(Subscriptions.opened(), new OfferFailed(ID, "offer-1", NOW), Subscriptions.failed(NOW))
                .when(new ConfirmSubscription(ID, PURCHASE, "offer-1", false, CONFIRMED_AT))
                .expectNoEvents();
    }

    @Test
    void an_old_confirmation_revives_nothing_that_was_over_before_the_failure() {
        fixture.given(Subscriptions.over())
                .andGiven(
                        Subscriptions.opened(2),
                        new OfferFailed(ID, "offer-2", NOW),
                        new SubscriptionFailed(ID, ActivationId.of(ID, 2), NOW))
                .when(new ConfirmSubscription(ID, PURCHASE, "offer-1", false, CONFIRMED_AT))
                .expectNoEvents();
    }

    private static SubscriptionConfirmed runs() {
        return new SubscriptionConfirmed(ID, ACTIVATION, "offer-1", false, CONFIRMED_AT);
    }

    private static FailSubscription failing(String offer) {
        return new FailSubscription(ID, PURCHASE, offer, NOW);
    }

    @Test
    void a_payment_that_fails_after_the_end_is_about_a_further_episode() {
        fixture.given(Subscriptions.over())
                .when(new FailSubscription(ID, PURCHASE, NOW))
                .expectEvents(Subscriptions.opened(2), new SubscriptionFailed(ID, ActivationId.of(ID, 2), NOW));
    }
}
