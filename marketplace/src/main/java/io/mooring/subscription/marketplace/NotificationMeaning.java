package io.mooring.subscription.marketplace;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.BeginEndingSubscription;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.EndSubscription;
import io.mooring.subscription.api.FailSubscription;
import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.api.SubscribeFromMarketplace;
import io.mooring.subscription.api.SubscriptionCommand;
import io.mooring.subscription.marketplace.Interpretation.Became;
import io.mooring.subscription.marketplace.Interpretation.Effect;
import io.mooring.subscription.marketplace.Interpretation.InTurn;
import io.mooring.subscription.marketplace.Interpretation.Meant;
import io.mooring.subscription.marketplace.Interpretation.Refused;
import io.mooring.subscription.marketplace.Reading.Notification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the notifications of SNS mean: each is one statement about a purchase. */
final class NotificationMeaning {

    private final ConfiguredListings listings;
    private final KnownNames names;
    private final ReadingRequests readings;

    NotificationMeaning(ConfiguredListings listings, KnownNames names, ReadingRequests readings) {
        this.listings = listings;
        this.names = names;
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
        return switch (listing.feed()) {
            case SNS -> meant(notification, purchase);
            // Of a listing that the other feed tells of, the same is learnt there
            case EVENTBRIDGE -> new Meant(notification.action().text(), null, null, Effect.NONE);
            case MOVING -> new InTurn(listing, () -> moving(listing, notification, purchase));
        };
    }

    private Meant meant(Notification notification, Purchase purchase) {
        return new Meant(notification.action().text(), purchase.subscriptionId(), null, effect(notification, purchase));
    }

    /** A customer of whom nothing is known may be the buyer of a licence that is; one with several licences may mean any of them. */
    private Meant moving(Listing listing, Notification notification, Purchase byCustomer) {
        var name = PurchaseName.customer(listing.id(), notification.customerIdentifier());
        var known = names.ofCustomer(listing, byCustomer);
        var effect = switch (known.size()) {
            case 0 -> waiting(name);
            case 1 -> told(notification, known.getFirst(), name);
            default -> asking(known);
        };
        return new Meant(
                notification.action().text(),
                known.size() == 1 ? known.getFirst().subscriptionId() : null,
                null,
                name,
                effect);
    }

    private Effect waiting(PurchaseName name) {
        return (commands, actor) -> {
            readings.requestName(name, ReadingCause.MESSAGE);
            return Became.WAITING;
        };
    }

    /** SNS can not tell agreements apart: EventBridge tells which one it was, or AWS when it is asked. */
    private Effect asking(List<Purchase> purchases) {
        return (commands, actor) -> {
            purchases.forEach(purchase -> readings.request(purchase.subscriptionId(), ReadingCause.MESSAGE));
            return Became.RECORDED;
        };
    }

    private Effect told(Notification notification, Purchase purchase, PurchaseName name) {
        return (commands, actor) -> {
            var hearing = send(commands(notification, purchase), commands, actor);
            if (hearing != null && hearing.heard() == Heard.OF_ANOTHER_PURCHASE) {
                return waiting(name).have(commands, actor);
            }
            if (asksAnew(notification)) {
                readings.request(purchase.subscriptionId(), ReadingCause.MESSAGE);
            }
            return names.isChangeTold(notification, purchase) ? Became.TOLD_BEFORE : became(hearing);
        };
    }

    private Effect effect(Notification notification, Purchase purchase) {
        var due = commands(notification, purchase);
        return (commands, actor) -> {
            var hearing = send(due, commands, actor);
            if (asksAnew(notification)) {
                readings.request(purchase.subscriptionId(), ReadingCause.MESSAGE);
            }
            return became(hearing);
        };
    }

    /** What the statement among them was to the subscription; of an entitlement there is none. */
    private static @Nullable Hearing send(List<SubscriptionCommand> due, Commands commands, Actor actor) {
        Hearing hearing = null;
        for (var command : due) {
            if (command instanceof SubscribeFromMarketplace) {
                commands.send(command, actor);
            } else {
                hearing = commands.ask(command, Hearing.class, actor);
            }
        }
        return hearing;
    }

    private static Became became(@Nullable Hearing hearing) {
        return hearing == null ? Became.APPLIED : Became.of(hearing);
    }

    /** None of them says what the buyer may use. */
    private static boolean asksAnew(Notification notification) {
        return switch (notification.action()) {
            case ENTITLEMENT_UPDATED, SUBSCRIBE_SUCCESS, SUBSCRIBE_FAIL -> true;
            case UNSUBSCRIBE_PENDING, UNSUBSCRIBE_SUCCESS -> false;
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
            case SUBSCRIBE_FAIL -> List.of(new FailSubscription(id, purchase, notification.offerId(), at));
            case UNSUBSCRIBE_PENDING -> List.of(new BeginEndingSubscription(id, purchase, at));
            case UNSUBSCRIBE_SUCCESS -> List.of(new EndSubscription(id, purchase, at));
            case ENTITLEMENT_UPDATED -> List.of(new SubscribeFromMarketplace(id, purchase, null, false));
        };
    }
}
