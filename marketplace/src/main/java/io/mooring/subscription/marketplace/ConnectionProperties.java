package io.mooring.subscription.marketplace;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How AWS is reached about single listings, where that differs from {@link MarketplaceProperties}: further settings of {@code mooring.listings[n]}. */
@ConfigurationProperties("mooring")
record ConnectionProperties(@DefaultValue List<Entry> listings) {

    ConnectionProperties {
        listings = List.copyOf(listings);
    }

    /** Nothing of its own for any listing. */
    static final ConnectionProperties NONE = new ConnectionProperties(List.of());

    Entry of(String listing) {
        return listings.stream()
                .filter(entry -> listing.equals(entry.id()))
                .findFirst()
                .orElseGet(() -> new Entry(listing, null, null, null, null, null, null, null, null, null, null));
    }

    /**
     * What is a listing's own; each is the installation's where it is absent.
     *
     * @param region of the calls about it, and of its queue unless the queue's address names another
     * @param queueUrl where AWS tells of it
     * @param deadLetterQueueUrl of that queue; found in the queue's redrive policy when absent
     * @param profile section of the files that the AWS tools share, with the seller's credentials
     * @param accessKeyId static credentials
     */
    record Entry(
            @Nullable String id,
            @Nullable String region,
            @Nullable URI meteringEndpoint,
            @Nullable URI entitlementEndpoint,
            @Nullable URI agreementEndpoint,
            @Nullable URI sqsEndpoint,
            @Nullable URI queueUrl,
            @Nullable URI deadLetterQueueUrl,
            @Nullable String profile,
            @Nullable String accessKeyId,
            @Nullable String secretAccessKey) {

        Entry {
            region = region == null || region.isBlank() ? null : region;
        }

        boolean hasCredentials() {
            return MarketplaceProperties.isPresent(profile) || MarketplaceProperties.isPresent(accessKeyId);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Entry[id=" + id + ", region=" + region + ", queueUrl=" + queueUrl + "]";
        }
    }
}
