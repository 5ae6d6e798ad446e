package io.mooring.subscription.api;

import io.mooring.rule.api.NamedUuid;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a purchase on AWS.
 *
 * @param listing id of the configured listing it is a purchase of
 * @param partition {@code aws} or {@code aws-cn}; part of every identity
 * @param productCode as AWS issued it
 * @param customerIdentifier AWS's name for the buyer at listings made before June 2026 and in China
 * @param licenseArn AWS's name for the purchase at newer listings
 */
public record Purchase(
        String listing,
        String partition,
        String productCode,
        @Nullable String customerIdentifier,
        @Nullable String licenseArn) {

    public Purchase {
        if (customerIdentifier == null && licenseArn == null) {
            throw new IllegalArgumentException("A purchase is named by a customer identifier or a licence");
        }
    }

    /** The same for every message about this purchase: by licence where there is one (compared on its {@code l-…} part), else by customer. */
    public SubscriptionId subscriptionId() {
        var id = licenseArn != null
                ? NamedUuid.of("licence", partition, licenceId(licenseArn))
                : NamedUuid.of("customer", partition, productCode, String.valueOf(customerIdentifier));
        return new SubscriptionId(id.toString());
    }

    /** The {@code l-…} part of a licence's ARN, which is all that tells licences apart: AWS writes what is before it in more than one way. */
    public static String licenceId(String licenseArn) {
        return licenseArn.substring(Math.max(licenseArn.lastIndexOf(':'), licenseArn.lastIndexOf('/')) + 1);
    }
}
