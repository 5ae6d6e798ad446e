package io.mooring.subscription.api;

import java.time.Instant;
import java.util.Optional;

/** What a purchase is called when AWS is told or asked about it. */
public interface MarketplaceNames {

    /**
     * The one name for usage of that moment; empty where the purchase is not known. Where a purchase changes from one name to the other, it does so with the first
     * full hour (UTC) after the licence was learnt: AWS bills an hour twice that is told under both names (BatchMeterUsage, "SaaS Concurrent Agreements").
     */
    Optional<AwsName> of(SubscriptionId subscriptionId, Instant usedAt);

    /** A name; never of both kinds at once. */
    sealed interface AwsName {

        /** The request has a product code. */
        record ByCustomer(String productCode, String customerIdentifier) implements AwsName {}

        /** The request has no product code, each record a licence. */
        record ByLicence(String licenseArn) implements AwsName {}
    }
}
