package io.mooring.entitlement.api;

/** What can be asked of a purchase's entitlements. The permits list is the table of contents. */
public sealed interface EntitlementCommand permits RecordEntitlements {

    EntitlementsId entitlementsId();
}
