package io.mooring.testsupport.subscription;

import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.activation.api.ActivationId;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionEvent;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One purchase of a listing of the older kind, and its history so far. */
public final class Subscriptions {

    public static final Purchase PURCHASE = new Purchase("observability", "aws-cn", "product-1", "customer-1", null);
    public static final SubscriptionId ID = PURCHASE.subscriptionId();
    public static final ActivationId ACTIVATION = ActivationId.of(ID, 1);
    public static final String AWS_ACCOUNT = "123456789012";

    /** When AWS said that the payment works. */
    public static final Instant CONFIRMED_AT = NOW.minus(Duration.ofHours(3));

    public static SubscriptionOpened opened() {
        return opened(1);
    }

    public static SubscriptionOpened opened(int episode) {
        return new SubscriptionOpened(ID, ActivationId.of(ID, episode), episode, PURCHASE, NOW);
    }

    public static BuyerLanded landed() {
        return new BuyerLanded(ID, ACTIVATION, AWS_ACCOUNT, NOW);
    }

    public static SubscriptionConfirmed confirmed(Instant at) {
        return new SubscriptionConfirmed(ID, ACTIVATION, null, false, at);
    }

    public static SubscriptionFailed failed(Instant at) {
        return new SubscriptionFailed(ID, ACTIVATION, at);
    }

    public static SubscriptionEnding ending(Instant at) {
        return new SubscriptionEnding(ID, ACTIVATION, at, at.plus(Duration.ofHours(1)));
    }

    public static SubscriptionEnded ended(Instant at) {
        return new SubscriptionEnded(ID, ACTIVATION, at);
    }

    /** The buyer is here, AWS has not said a word. */
    public static List<SubscriptionEvent> waitingForAws() {
        return List.of(opened(), landed());
    }

    /** Paid for since {@link #CONFIRMED_AT}. */
    public static List<SubscriptionEvent> active() {
        return with(waitingForAws(), confirmed(CONFIRMED_AT));
    }

    /** About to end since an hour after the confirmation. */
    public static List<SubscriptionEvent> winding() {
        return with(active(), ending(CONFIRMED_AT.plus(Duration.ofHours(1))));
    }

    /** Over since two hours after the confirmation. */
    public static List<SubscriptionEvent> over() {
        return with(winding(), ended(CONFIRMED_AT.plus(Duration.ofHours(2))));
    }

    private static List<SubscriptionEvent> with(List<SubscriptionEvent> before, SubscriptionEvent next) {
        return Stream.concat(before.stream(), Stream.of(next)).toList();
    }

    private Subscriptions() {}
}
