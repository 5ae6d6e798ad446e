package io.mooring.subscription.marketplace;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How AWS is reached about each listing: by what is its own, else by what is the installation's. Settings of two partitions are never mixed. */
final class Connections {

    private static final int MOST_CONSUMERS = 32;

    private final MarketplaceProperties installation;
    private final Map<String, MarketplaceProperties> calls = new LinkedHashMap<>();
    private final Map<String, SourceQueue> queues = new LinkedHashMap<>();

    Connections(MarketplaceProperties installation, ListingProperties listings, ConnectionProperties own) {
        this.installation = installation;
        for (var listing : listings.listings()) {
            add(listing, own.of(listing.id()));
        }
        var threads = installation.consumers() * queues().size();
        require(
                threads <= MOST_CONSUMERS,
                "consumers are for each queue, and " + installation.consumers() + " for " + queues().size()
                        + " queues are more than " + MOST_CONSUMERS);
    }

    private void add(ListingProperties.Entry listing, ConnectionProperties.Entry own) {
        var id = listing.id();
        var partition = Partition.of(listing.partition());
        var region = own.region() == null ? installation.region() : own.region();
        require(
                partition.hasRegion(region),
                "region of " + id + " is " + region + ", which is not in partition " + partition.text()
                        + ": give the listing a region of its own");
        require(
                own.agreementEndpoint() == null || partition.hasAgreementApi(),
                "agreement-endpoint of " + id + " must be absent: AWS has no Agreement API in partition "
                        + partition.text());
        require(
                own.hasCredentials() || partition.hasRegion(installation.region()),
                "credentials of " + id + " are missing: those of the installation are of another partition; give the"
                        + " listing a profile, or access-key-id and secret-access-key");
        var there = installation
                .with(own, region)
                .at(
                        endpoint(id, partition, "sqs-endpoint", own.sqsEndpoint(), installation.sqsEndpoint()),
                        endpoint(
                                id,
                                partition,
                                "metering-endpoint",
                                own.meteringEndpoint(),
                                installation.meteringEndpoint()),
                        endpoint(
                                id,
                                partition,
                                "entitlement-endpoint",
                                own.entitlementEndpoint(),
                                installation.entitlementEndpoint()),
                        endpoint(
                                id,
                                partition,
                                "agreement-endpoint",
                                own.agreementEndpoint(),
                                installation.agreementEndpoint()));
        calls.put(id, there);
        queue(id, partition, own, there).ifPresent(queue -> queues.put(id, queue));
    }

    /** A listing's own address must be of its partition; the installation's serves it only if it is. */
    private static @Nullable URI endpoint(
            String id, Partition partition, String name, @Nullable URI own, @Nullable URI installations) {
        of(id, partition, name, own);
        if (own != null) {
            return own;
        }
        return isForeign(partition, installations) ? null : installations;
    }

    private Optional<SourceQueue> queue(
            String id, Partition partition, ConnectionProperties.Entry own, MarketplaceProperties there) {
        of(id, partition, "queue-url", own.queueUrl());
        of(id, partition, "dead-letter-queue-url", own.deadLetterQueueUrl());
        require(
                own.deadLetterQueueUrl() == null || own.queueUrl() != null,
                "dead-letter-queue-url of " + id + " needs a queue-url of the listing's own");
        if (own.queueUrl() != null) {
            return Optional.of(known(id, SourceQueue.of(there, own.queueUrl(), own.deadLetterQueueUrl())));
        }
        if (installation.queueUrl() == null) {
            require(
                    installation.consumers() == 0,
                    "queue-url is missing: give the URL of the SQS queue that tells of " + id
                            + ", or set consumers to 0 where this node shall not read it");
            return Optional.empty();
        }
        require(
                !isForeign(partition, installation.queueUrl()),
                "queue-url of " + id + " is missing: that of the installation is not in partition " + partition.text()
                        + ", where AWS tells of the listing");
        return Optional.of(
                known(id, SourceQueue.of(installation, installation.queueUrl(), installation.deadLetterQueueUrl())));
    }

    private SourceQueue known(String id, SourceQueue queue) {
        for (var other : queues.values()) {
            require(
                    other.equals(queue) || !other.url().equals(queue.url()),
                    "queue-url of " + id + " is that of another listing too, which reads it by other settings");
        }
        return queue;
    }

    private static boolean isForeign(Partition partition, @Nullable URI address) {
        return Partition.ofAddress(address).filter(where -> where != partition).isPresent();
    }

    private static void of(String id, Partition partition, String name, @Nullable URI address) {
        MarketplaceProperties.web("mooring.listings: " + name + " of " + id, address);
        require(
                !isForeign(partition, address),
                name + " of " + id + " must be in partition " + partition.text() + ", not " + address);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("mooring.listings: " + otherwise);
        }
    }

    /** For calls about a listing; empty for one that is not configured. */
    Optional<MarketplaceProperties> of(String listing) {
        return Optional.ofNullable(calls.get(listing));
    }

    /** Those about certain listings, each with the listings it serves. */
    Map<MarketplaceProperties, List<String>> serving(Predicate<String> listings) {
        var serving = new LinkedHashMap<MarketplaceProperties, List<String>>();
        calls.forEach((listing, connection) -> {
            if (listings.test(listing)) {
                serving.computeIfAbsent(connection, any -> new ArrayList<>()).add(listing);
            }
        });
        return serving;
    }

    /** Where AWS tells of a listing; empty only where this node reads no queue. */
    Optional<SourceQueue> queue(String listing) {
        return Optional.ofNullable(queues.get(listing));
    }

    /** Each once. */
    Collection<SourceQueue> queues() {
        return List.copyOf(new LinkedHashSet<>(queues.values()));
    }
}
