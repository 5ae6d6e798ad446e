package io.mooring.subscription.api;

/** What can be asked of a subscription. The permits list is the table of contents. */
public sealed interface SubscriptionCommand
        permits SubscribeFromMarketplace,
                ScheduleSubscription,
                ConfirmSubscription,
                FailSubscription,
                BeginEndingSubscription,
                EndSubscription,
                DecideSubscription,
                SupersedeSubscription,
                JoinNames {

    SubscriptionId subscriptionId();
}
