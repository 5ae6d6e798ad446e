package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Listings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows our products by our name and by AWS's, and where AWS may speak of them. */
final class ConfiguredListings implements Listings {

    private final Map<String, Listing> byId = new LinkedHashMap<>();
    private final Map<String, Listing> byProductCode = new LinkedHashMap<>();
    private final Map<String, List<String>> topics = new LinkedHashMap<>();

    ConfiguredListings(ListingProperties properties) {
        for (var entry : properties.listings()) {
            var listing = new Listing(entry.id(), entry.title(), entry.partition(), entry.productCode());
            byId.put(listing.id(), listing);
            byProductCode.put(listing.productCode(), listing);
            topics.put(listing.id(), entry.topicArn());
        }
    }

    @Override
    public Optional<Listing> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Optional<Listing> byProductCode(String productCode) {
        return Optional.ofNullable(byProductCode.get(productCode));
    }

    /** Whether a topic may speak of this listing: it is one of the configured ones, or, where none is, of the same partition. */
    boolean mayComeFrom(Listing listing, @Nullable String topicArn) {
        if (topicArn == null) {
            // Raw delivery names no topic; the queue's policy alone keeps strangers out.
            return true;
        }
        var known = topics.getOrDefault(listing.id(), List.of());
        return known.isEmpty() ? topicArn.startsWith("arn:" + listing.partition() + ":sns:") : known.contains(topicArn);
    }
}
