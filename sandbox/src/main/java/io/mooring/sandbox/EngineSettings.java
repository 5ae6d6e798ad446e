package io.mooring.sandbox;

import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.sandbox.queue.SandboxQueue;
import io.mooring.subscription.api.Feed;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The configuration with which the engine uses the sandbox's parts as it would use the real ones. */
final class EngineSettings {

    /** Where an engine finds what is around it. */
    record Addresses(
            URI engine,
            String masterKey,
            String database,
            String user,
            String owner,
            String smtpPort,
            UnaryOperator<String> queues,
            URI sqs,
            URI aws) {}

    /** With other feeds than AWS's for some listings. */
    static Map<String, String> of(Addresses addresses, Ports ports, Map<String, Feed> feeds) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", String.valueOf(ports.engine()));
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.server.port", String.valueOf(ports.management()));
        settings.put("mooring.master-key", addresses.masterKey());
        settings.put("spring.datasource.url", addresses.database());
        settings.put("spring.datasource.username", addresses.user());
        settings.put("spring.datasource.password", addresses.user());
        settings.put("spring.flyway.user", addresses.owner());
        settings.put("spring.flyway.password", addresses.owner());
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", addresses.smtpPort());
        settings.put("mooring.mail.from", "no-reply@mooring.example");
        settings.put("mooring.marketplace.region", SandboxQueue.REGION);
        settings.put("mooring.marketplace.queue-url", addresses.queues().apply(SandboxQueue.NAME));
        settings.put("mooring.marketplace.sqs-endpoint", addresses.sqs().toString());
        settings.put("mooring.marketplace.metering-endpoint", addresses.aws().toString());
        settings.put("mooring.marketplace.entitlement-endpoint", addresses.aws().toString());
        settings.put("mooring.marketplace.agreement-endpoint", addresses.aws().toString());
        settings.put("mooring.marketplace.access-key-id", "sandbox");
        settings.put("mooring.marketplace.secret-access-key", "sandbox");
        for (var listing : SandboxListing.ALL) {
            var prefix = "mooring.listings[" + SandboxListing.ALL.indexOf(listing) + "].";
            listing(settings, prefix, listing, feeds.getOrDefault(listing.id(), listing.feed()));
            if (!listing.queue().equals(SandboxQueue.NAME)) {
                settings.put(prefix + "queue-url", addresses.queues().apply(listing.queue()));
            }
        }
        site(settings, 0, "cn2", "China Region 2 (Ningxia)", "中国区 2（宁夏）", addresses);
        site(settings, 1, "us1", "Overseas Region 1 (Oregon)", "海外区 1（俄勒冈）", addresses);
        return settings;
    }

    private static void listing(Map<String, String> settings, String prefix, SandboxListing listing, Feed feed) {
        settings.put(prefix + "id", listing.id());
        settings.put(prefix + "title", listing.title());
        settings.put(prefix + "product-code", listing.productCode());
        settings.put(prefix + "partition", listing.partition());
        if (!listing.partition().equals(SandboxListing.OBSERVABILITY.partition())) {
            // Nothing of one partition is valid in another
            settings.put(prefix + "region", "us-east-1");
            settings.put(prefix + "access-key-id", "sandbox");
            settings.put(prefix + "secret-access-key", "sandbox");
        }
        settings.put(prefix + "feed", feed.name().toLowerCase(Locale.ROOT));
        if (listing.topicArn() != null && feed.includes(Feed.SNS)) {
            settings.put(prefix + "topic-arn", listing.topicArn());
        }
        if (listing.productId() != null) {
            settings.put(prefix + "product-id", listing.productId());
            settings.put(prefix + "seller-account", SandboxListing.SELLER_ACCOUNT);
        }
    }

    private static void site(
            Map<String, String> settings, int index, String id, String english, String chinese, Addresses addresses) {
        var prefix = "mooring.sites[" + index + "].";
        settings.put(prefix + "id", id);
        settings.put(prefix + "name.en", english);
        settings.put(prefix + "name.zh", chinese);
        settings.put(prefix + "sign-in-url", addresses.engine() + "/console");
    }

    static String newMasterKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private EngineSettings() {}
}
