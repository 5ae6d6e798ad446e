package io.mooring.entitlement.api;

/** Everything that can happen to a purchase's entitlements. The permits list is the table of contents. */
public sealed interface EntitlementEvent permits EntitlementsChanged {

    EntitlementsId entitlementsId();
}
