package io.mooring.subscription.api;

/** A product of ours on the marketplace. */
public record Listing(String id, String title, String partition, String productCode) {}
