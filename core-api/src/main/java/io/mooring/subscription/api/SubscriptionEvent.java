package io.mooring.subscription.api;

/** Everything that can happen to a subscription. The permits list is the table of contents. */
public sealed interface SubscriptionEvent
        permits SubscriptionOpened,
                BuyerLanded,
                SubscriptionScheduled,
                SubscriptionConfirmed,
                SubscriptionFailed,
                OfferFailed,
                SubscriptionEnding,
                SubscriptionEnded,
                SubscriptionDecided,
                SubscriptionSuperseded,
                NamesJoined,
                StatementRepeated {

    SubscriptionId subscriptionId();
}
