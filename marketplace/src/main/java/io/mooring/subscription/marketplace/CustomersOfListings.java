package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.MarketplaceCustomers;

/** Asks for the buyer of a token where the listing is sold. */
final class CustomersOfListings implements MarketplaceCustomers, AutoCloseable {

    private final ClientsOfListings<AwsMarketplaceCustomers> clients;

    CustomersOfListings(Connections connections) {
        clients = new ClientsOfListings<>(
                connections, any -> true, (connection, served) -> new AwsMarketplaceCustomers(connection));
    }

    @Override
    public ResolvedCustomer resolve(Listing listing, String registrationToken) {
        return clients.of(listing.id())
                .orElseThrow(() -> new IllegalArgumentException("No listing is configured as " + listing.id()))
                .resolve(listing, registrationToken);
    }

    @Override
    public void close() {
        clients.close();
    }
}
