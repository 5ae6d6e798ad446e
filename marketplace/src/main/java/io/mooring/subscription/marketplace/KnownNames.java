package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.MarketplaceNames;
import io.mooring.subscription.api.MarketplaceNames.AwsName.ByCustomer;
import io.mooring.subscription.api.MarketplaceNames.AwsName.ByLicence;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.marketplace.PurchaseNames.Named;
import io.mooring.subscription.marketplace.Reading.Action;
import io.mooring.subscription.marketplace.Reading.Notification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which purchase a name is of: by the names that were joined, else by the one name that it always had. */
final class KnownNames implements MarketplaceNames {

    private final PurchaseNames names;
    private final KnownPurchases purchases;
    private final Inbox inbox;

    KnownNames(PurchaseNames names, KnownPurchases purchases, Inbox inbox) {
        this.names = names;
        this.purchases = purchases;
        this.inbox = inbox;
    }

    /** Takes the listing's names until the transaction ends: alone where it moves, and together with others where it has moved. */
    void lock(Listing listing) {
        if (listing.feed() == Feed.MOVING) {
            names.lock(listing);
        } else {
            names.lockShared(listing);
        }
    }

    /** All of a customer's; several where the customer has several licences. */
    List<Purchase> ofCustomer(Listing listing, Purchase byCustomer) {
        var named = names.ofCustomer(listing, String.valueOf(byCustomer.customerIdentifier()));
        if (!named.isEmpty()) {
            return named.stream().map(Named::purchase).toList();
        }
        return purchases.find(byCustomer.subscriptionId()).isPresent() ? List.of(byCustomer) : List.of();
    }

    /** The purchase with the licence; empty where the listing moves and the licence may be that of one which is known by customer. */
    Optional<Purchase> ofLicence(Listing listing, String licenseArn) {
        var named = names.ofLicence(listing, licenseArn);
        if (named.isPresent()) {
            return named.map(Named::purchase);
        }
        var byLicence = byLicence(listing, licenseArn);
        return listing.feed() == Feed.MOVING
                        && purchases.find(byLicence.subscriptionId()).isEmpty()
                ? Optional.empty()
                : Optional.of(byLicence);
    }

    static Purchase byCustomer(Listing listing, String customerIdentifier) {
        return new Purchase(listing.id(), listing.partition(), listing.productCode(), customerIdentifier, null);
    }

    static Purchase byLicence(Listing listing, String licenseArn) {
        return new Purchase(listing.id(), listing.partition(), listing.productCode(), null, licenseArn);
    }

    /** Whether EventBridge had told of the change that an {@code entitlement-updated} tells of. */
    boolean isChangeTold(Notification notification, Purchase purchase) {
        return notification.action() == Action.ENTITLEMENT_UPDATED
                && inbox.hasLicenceUpdate(purchase.subscriptionId(), notification.occurredAt());
    }

    @Override
    public Optional<AwsName> of(SubscriptionId subscriptionId, Instant usedAt) {
        var named = names.of(subscriptionId).orElse(null);
        if (named == null) {
            return purchases.find(subscriptionId).map(known -> unjoined(known, usedAt));
        }
        return Optional.of(
                isStillByCustomer(named, usedAt)
                        ? new ByCustomer(named.purchase().productCode(), String.valueOf(named.customerIdentifier()))
                        : name(named.purchase()));
    }

    /** One that was superseded because it turned out to be a licence's is called by that, too, from the same full hour on. */
    private AwsName unjoined(PurchaseView known, Instant usedAt) {
        var purchase = known.purchase();
        var customer = purchase.customerIdentifier();
        if (known.status() == SubscriptionStatus.SUPERSEDED && customer != null) {
            var first = names.ofCustomer(purchase.partition(), purchase.productCode(), customer).stream()
                    .filter(it -> it.joinedAt() != null)
                    .findFirst();
            if (first.isPresent() && !isBeforeFullHourAfter(first.get().joinedAt(), usedAt)) {
                return name(first.get().purchase());
            }
        }
        return name(purchase);
    }

    private static boolean isStillByCustomer(Named named, Instant usedAt) {
        return named.purchase().customerIdentifier() != null && isBeforeFullHourAfter(named.joinedAt(), usedAt);
    }

    private static boolean isBeforeFullHourAfter(@Nullable Instant joinedAt, Instant usedAt) {
        return joinedAt != null
                && usedAt.isBefore(joinedAt.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    }

    private static AwsName name(Purchase purchase) {
        return purchase.licenseArn() == null
                ? new ByCustomer(purchase.productCode(), String.valueOf(purchase.customerIdentifier()))
                : new ByLicence(purchase.licenseArn());
    }
}
