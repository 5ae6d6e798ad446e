package io.mooring.subscription.api;

/**
 * A product of ours on the marketplace.
 *
 * @param partition {@code aws} or {@code aws-cn}
 * @param feed decides what a purchase is named by: the customer identifier of SNS, the licence of EventBridge, or while it moves either
 */
public record Listing(String id, String title, String partition, String productCode, Feed feed) {}
