package io.mooring.subscription.api;

import java.util.Optional;

/** The configured listings. */
public interface Listings {

    /** The listing with our own id, as in the landing page's address. */
    Optional<Listing> byId(String id);

    /** The listing that AWS means by a product code. */
    Optional<Listing> byProductCode(String productCode);
}
