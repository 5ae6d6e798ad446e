package io.mooring.web.slice;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Listings;
import io.mooring.subscription.api.MarketplaceCustomers;
import io.mooring.subscription.api.Purchase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An AWS Marketplace that resolves a token {@code customer-x} to customer x, {@code customer-x/2} too, and refuses what it was told to refuse. */
public final class StubMarketplace implements Listings, MarketplaceCustomers {

    public static final Listing LISTING =
            new Listing("observability", "Observability Commercial Plan", "aws-cn", "prod-1", Feed.SNS);
    public static final String AWS_ACCOUNT = "123456789012";

    private final Map<String, TokenRefused.Reason> refused = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    public void refuse(String token, TokenRefused.Reason reason) {
        refused.put(token, reason);
    }

    public int calls() {
        return calls.get();
    }

    void reset() {
        refused.clear();
        calls.set(0);
    }

    public static Purchase purchase(String token) {
        return new Purchase(LISTING.id(), LISTING.partition(), LISTING.productCode(), token.split("/", 2)[0], null);
    }

    @Override
    public ResolvedCustomer resolve(Listing listing, String token) {
        calls.incrementAndGet();
        var reason = refused.get(token);
        if (reason != null) {
            throw new TokenRefused(reason);
        }
        return new ResolvedCustomer(purchase(token), AWS_ACCOUNT);
    }

    @Override
    public Optional<Listing> byId(String id) {
        return Optional.of(LISTING).filter(listing -> listing.id().equals(id));
    }

    @Override
    public Optional<Listing> byProductCode(String productCode) {
        return Optional.of(LISTING).filter(listing -> listing.productCode().equals(productCode));
    }
}
