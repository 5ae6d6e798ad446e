package io.mooring.sandbox;

import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.sandbox.queue.SandboxQueue;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration with which the engine uses the sandbox's parts as it would use the real ones. */
final class EngineSettings {

    private static final String MASTER_KEY = "master-key";

    static Map<String, String> of(RunningSandbox sandbox, Ports ports, SandboxListing listing) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", String.valueOf(ports.engine()));
        settings.put("management.server.address", "127.0.0.1");
        settings.put("management.server.port", String.valueOf(ports.management()));
        settings.put("mooring.public-url", sandbox.engine().toString());
        settings.put("mooring.master-key", sandbox.folder().remembered(MASTER_KEY, EngineSettings::newKey));
        settings.put("spring.datasource.url", sandbox.postgres().url());
        settings.put("spring.datasource.username", sandbox.postgres().user());
        settings.put("spring.datasource.password", sandbox.postgres().password());
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", String.valueOf(sandbox.mailbox().smtpPort()));
        settings.put("mooring.mail.from", "no-reply@mooring.example");
        settings.put("mooring.marketplace.region", SandboxQueue.REGION);
        settings.put("mooring.marketplace.queue-url", sandbox.queue().url());
        settings.put(
                "mooring.marketplace.sqs-endpoint", sandbox.queue().endpoint().toString());
        settings.put("mooring.marketplace.metering-endpoint", sandbox.aws().toString());
        settings.put("mooring.marketplace.entitlement-endpoint", sandbox.aws().toString());
        settings.put("mooring.marketplace.access-key-id", "sandbox");
        settings.put("mooring.marketplace.secret-access-key", "sandbox");
        listing(settings, listing);
        site(settings, 0, "cn2", "China Region 2 (Ningxia)", "中国区 2（宁夏）", sandbox);
        site(settings, 1, "us1", "Overseas Region 1 (Oregon)", "海外区 1（俄勒冈）", sandbox);
        return settings;
    }

    private static void listing(Map<String, String> settings, SandboxListing listing) {
        settings.put("mooring.listings[0].id", listing.id());
        settings.put("mooring.listings[0].title", listing.title());
        settings.put("mooring.listings[0].product-code", listing.productCode());
        settings.put("mooring.listings[0].partition", "aws-cn");
        settings.put("mooring.listings[0].topic-arn", listing.topicArn());
    }

    private static void site(
            Map<String, String> settings,
            int index,
            String id,
            String english,
            String chinese,
            RunningSandbox sandbox) {
        var prefix = "mooring.sites[" + index + "].";
        settings.put(prefix + "id", id);
        settings.put(prefix + "name.en", english);
        settings.put(prefix + "name.zh", chinese);
        settings.put(prefix + "sign-in-url", sandbox.engine() + "/console");
    }

    private static String newKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private EngineSettings() {}
}
