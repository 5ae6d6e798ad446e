package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionCommand;
import io.mooring.subscription.marketplace.Interpretation.Effect;
import io.mooring.subscription.marketplace.Interpretation.Meant;
import io.mooring.subscription.marketplace.Interpretation.Refused;
import io.mooring.subscription.marketplace.Reading.Action;
import io.mooring.subscription.marketplace.Reading.Notification;
import java.util.List;

/** What the notifications of SNS mean: each is one statement about a purchase. */
final class NotificationMeaning {

    private final ConfiguredListings listings;
    private final ReadingRequests readings;

    NotificationMeaning(ConfiguredListings listings, ReadingRequests readings) {
        this.listings = listings;
        this.readings = readings;
    }

    Interpretation of(Notification notification) {
        var listing = listings.byProductCode(notification.productCode()).orElse(null);
        if (listing == null) {
            return new Refused("unknown product: " + notification.productCode());
        }
        var objection = listings.objection(listing, notification);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        var purchase = new Purchase(
                listing.id(), listing.partition(), listing.productCode(), notification.customerIdentifier(), null);
        // Of a listing that the other feed tells of, the same is learnt there
        var isOurs = listing.feed() == Feed.SNS;
        return new Meant(
                notification.action().text(),
                isOurs ? purchase.subscriptionId() : null,
                null,
                isOurs ? effect(notification, purchase) : Effect.NONE);
    }

    private Effect effect(Notification notification, Purchase purchase) {
        var due = commands(notification, purchase);
        // Neither of them says what the buyer may use
        var asksAnew = notification.action() == Action.ENTITLEMENT_UPDATED
                || notification.action() == Action.SUBSCRIBE_SUCCESS;
        return (commands, actor) -> {
            due.forEach(command -> commands.send(command, actor));
            if (asksAnew) {
                readings.request(purchase.subscriptionId(), ReadingCause.MESSAGE);
            }
        };
    }

    /** Total: every action that AWS knows has its line here. */
    private static List<SubscriptionCommand> commands(Notification notification, Purchase purchase) {
        var id = purchase.subscriptionId();
        var at = notification.occurredAt();
        return switch (notification.action()) {
            case SUBSCRIBE_SUCCESS ->
                List.of(
                        new SubscribeFromMarketplace(id, purchase, null, false),
                        new ConfirmSubscription(id, purchase, notification.offerId(), notification.freeTrial(), at));
            case SUBSCRIBE_FAIL -> List.of(new FailSubscription(id, purchase, at));
            case UNSUBSCRIBE_PENDING -> List.of(new BeginEndingSubscription(id, purchase, at));
            case UNSUBSCRIBE_SUCCESS -> List.of(new EndSubscription(id, purchase, at));
            case ENTITLEMENT_UPDATED -> List.of(new SubscribeFromMarketplace(id, purchase, null, false));
        };
    }
}
