package io.mooring.subscription.api;

import io.mooring.rule.api.NamedUuid;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a purchase on AWS. One with both names began under its customer identifier, at a listing that has moved since, and keeps its identity.
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

    private static final Pattern LICENCE = Pattern.compile("l-[0-9A-Za-z-]+");

    public Purchase {
        if (customerIdentifier == null && licenseArn == null) {
            throw new IllegalArgumentException("A purchase is named by a customer identifier or a licence");
        }
    }

    /** The same for every message about this purchase: by customer where it began under one, else by licence (compared on its {@code l-…} part). */
    public SubscriptionId subscriptionId() {
        var id = customerIdentifier != null
                ? NamedUuid.of("customer", partition, productCode, customerIdentifier)
                : NamedUuid.of("licence", partition, Objects.requireNonNull(licence()));
        return new SubscriptionId(id.toString());
    }

    /** The {@code l-…} part of the licence, which AWS spells alike everywhere. */
    public @Nullable String licence() {
        return licenseArn == null ? null : licence(licenseArn);
    }

    /** Whether AWS's name for a licence has the {@code l-…} part by which it is recognised in each of its spellings. */
    public static boolean isLicence(String licenseArn) {
        return LICENCE.matcher(licence(licenseArn)).matches();
    }

    /** The {@code l-…} part of a licence. */
    public static String licence(String licenseArn) {
        return licenseArn.substring(Math.max(licenseArn.lastIndexOf(':'), licenseArn.lastIndexOf('/')) + 1);
    }
}
