package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Listings;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.Reading.AgreementMessage;
import io.mooring.subscription.marketplace.Reading.Notification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows our products by our name and by AWS's, and where AWS may speak of them. */
final class ConfiguredListings implements Listings {

    private final Map<String, Listing> byId = new LinkedHashMap<>();
    private final Map<String, Listing> byProductCode = new LinkedHashMap<>();
    private final Map<String, ListingProperties.Entry> entries = new LinkedHashMap<>();
    private Predicate<String> isHeardHere = any -> true;

    ConfiguredListings(ListingProperties properties) {
        for (var entry : properties.listings()) {
            var listing = new Listing(entry.id(), entry.title(), entry.partition(), entry.productCode(), entry.feed());
            byId.put(listing.id(), listing);
            byProductCode.put(listing.productCode(), listing);
            entries.put(listing.id(), entry);
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

    /** The same to a queue in which AWS tells of some of them only. */
    ConfiguredListings heard(Predicate<String> listingIds) {
        var here = new ConfiguredListings(new ListingProperties(List.copyOf(entries.values())));
        here.isHeardHere = listingIds;
        return here;
    }

    /** Why a notification may not speak of this listing; empty when it may. */
    Optional<String> objection(Listing listing, Notification notification) {
        var elsewhere = elsewhere(listing);
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        if (notification.topicArn() == null) {
            var entry = entry(listing);
            return entry.topicArn().isEmpty() || entry.rawDelivery()
                    ? Optional.empty()
                    : Optional.of("no topic is named, and raw-delivery of listing " + listing.id() + " is off");
        }
        return mayComeFrom(listing, notification.topicArn())
                ? Optional.empty()
                : Optional.of("topic " + notification.topicArn() + " does not speak for listing " + listing.id());
    }

    private Optional<String> elsewhere(Listing listing) {
        return isHeardHere.test(listing.id())
                ? Optional.empty()
                : Optional.of("AWS tells of listing " + listing.id() + " in another queue");
    }

    /** Whether a topic may speak of this listing: it is one of the configured ones, or, where none is, of the same partition. */
    boolean mayComeFrom(Listing listing, String topicArn) {
        var known = entry(listing).topicArn();
        return known.isEmpty() ? topicArn.startsWith("arn:" + listing.partition() + ":sns:") : known.contains(topicArn);
    }

    /** Whether AWS has agreements about a listing, and we ask for them. */
    boolean hasAgreements(String listingId) {
        var listing = entries.get(listingId);
        return listing != null
                && listing.feed() != Feed.SNS
                && Partition.of(listing.partition()).hasAgreementApi();
    }

    /** The feeds that at least one listing is told of by. */
    Set<Feed> feeds() {
        return Stream.of(Feed.SNS, Feed.EVENTBRIDGE)
                .filter(feed ->
                        entries.values().stream().anyMatch(entry -> entry.feed().includes(feed)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an event on this account's bus may be about one of ours; what kind of event it is, its product tells. */
    boolean isSeller(String account) {
        return entries.values().stream()
                .filter(entry -> entry.feed().includes(Feed.EVENTBRIDGE) && isHeardHere.test(entry.id()))
                .anyMatch(entry ->
                        entry.sellerAccount().isEmpty() || entry.sellerAccount().contains(account));
    }

    /** Why an event about a licence may not speak of this listing; empty when it may. */
    Optional<String> objection(Listing listing, AgreementMessage event) {
        var elsewhere = elsewhere(listing);
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        var entry = entry(listing);
        if (!entry.sellerAccount().isEmpty() && !entry.sellerAccount().contains(event.account())) {
            return Optional.of("account " + event.account() + " does not sell listing " + listing.id());
        }
        var productId = entry.productId();
        return productId == null || event.productId() == null || productId.equals(event.productId())
                ? Optional.empty()
                : Optional.of("product id " + event.productId() + " is not that of listing " + listing.id());
    }

    /** Whether both feeds tell of a purchase. */
    boolean isMoving(Purchase purchase) {
        return byId(purchase.listing())
                .filter(listing -> listing.feed() == Feed.MOVING)
                .isPresent();
    }

    List<Listing> all() {
        return List.copyOf(byId.values());
    }

    /** AWS's id of the product beside its code, where it is configured. */
    Optional<String> productId(Listing listing) {
        return Optional.ofNullable(entry(listing).productId());
    }

    private ListingProperties.Entry entry(Listing listing) {
        return Objects.requireNonNull(entries.get(listing.id()));
    }
}
