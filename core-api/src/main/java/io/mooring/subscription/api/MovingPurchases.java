package io.mooring.subscription.api;

import io.mooring.audit.api.Actor;
import io.mooring.subscription.api.MarketplaceCustomers.ResolvedCustomer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has one identity for each purchase of a listing that AWS names in two ways. */
public interface MovingPurchases {

    /** A buyer has come to a listing that is told of by events: has the purchase known, with both names where AWS told both, and says which it is. May ask AWS; never within a transaction. */
    SubscriptionId arrive(Listing listing, ResolvedCustomer customer, Actor actor);

    /**
     * A person says which licence a customer's purchase has, or with {@code null} that it has none.
     *
     * @return which purchase it is
     * @throws NotNamed when AWS or somebody has named it otherwise, or the listing is not told of by events
     */
    SubscriptionId name(
            Listing listing, String customerIdentifier, @Nullable String licenseArn, String reason, Actor by);

    /** Purchases that are not over, which are known by customer identifier only although their listing moves, or has moved, to licences; the first so many. */
    List<PurchaseView> withoutLicence(int limit);

    /** Names that messages wait with for the purchase they are about, as {@link PurchaseName#key()}. */
    List<String> waiting(int limit);

    /** It can not be named so. */
    final class NotNamed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotNamed(String why) {
            super(why);
        }
    }
}
