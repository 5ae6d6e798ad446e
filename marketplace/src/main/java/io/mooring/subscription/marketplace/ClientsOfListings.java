package io.mooring.subscription.marketplace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The clients of one service of AWS: listings that are reached in the same way share one. */
final class ClientsOfListings<C extends AutoCloseable> {

    private final Map<String, C> byListing = new LinkedHashMap<>();
    private final List<C> all = new ArrayList<>();

    /** Makes them, each from how AWS is reached and for which listings. */
    ClientsOfListings(
            Connections connections,
            Predicate<String> listings,
            BiFunction<MarketplaceProperties, List<String>, C> make) {
        connections.serving(listings).forEach((connection, served) -> {
            var client = make.apply(connection, served);
            all.add(client);
            served.forEach(listing -> byListing.put(listing, client));
        });
    }

    Optional<C> of(String listing) {
        return Optional.ofNullable(byListing.get(listing));
    }

    Collection<C> all() {
        return List.copyOf(all);
    }

    void close() {
        for (var client : all) {
            try {
                client.close();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
