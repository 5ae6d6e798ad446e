package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import java.util.List;
import java.util.function.Function;

/** Asks for entitlements where the listing is sold. */
final class EntitlementsOfListings implements Entitlements, AutoCloseable {

    private final ClientsOfListings<AwsEntitlements> clients;

    EntitlementsOfListings(Connections connections, Function<List<String>, AwsBreaker> breakers) {
        clients = new ClientsOfListings<>(
                connections,
                any -> true,
                (connection, served) -> new AwsEntitlements(connection, breakers.apply(served)));
    }

    @Override
    public List<Entitlement> of(Purchase purchase) {
        return clients.of(purchase.listing())
                .orElseThrow(() ->
                        new EntitlementsUnavailable("no listing is configured as " + purchase.listing(), Why.REFUSED))
                .of(purchase);
    }

    @Override
    public void close() {
        clients.close();
    }
}
