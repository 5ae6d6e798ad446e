package io.mooring.subscription.marketplace;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * How AWS is reached.
 *
 * @param region of the queue and of the calls about registration tokens
 * @param queueUrl the queue behind the marketplace's notifications; needed unless {@code consumers} is 0
 * @param deadLetterQueueUrl where unreadable messages go; found in the queue's redrive policy when absent
 * @param sqsEndpoint another address than AWS's own, like the three that follow
 * @param accessKeyId static credentials; the SDK's usual chain (role, environment, profile) when absent
 * @param consumers threads that take messages, 0 to 16; with 0 this node leaves the queue to others
 * @param longPoll ({@code wait}) how long one question for messages may stay open
 * @param visibility how long a message in hand stays hidden from other nodes; extended while it is worked on
 * @param entitlementsMaxAge how long what AWS said last of a purchase serves while it does not answer
 */
@ConfigurationProperties("mooring.marketplace")
record MarketplaceProperties(
        String region,
        @Nullable URI queueUrl,
        @Nullable URI deadLetterQueueUrl,
        @Nullable URI sqsEndpoint,
        @Nullable URI meteringEndpoint,
        @Nullable URI entitlementEndpoint,
        @Nullable URI agreementEndpoint,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @DefaultValue("2") int consumers,
        @Name("wait") @DefaultValue("20s") Duration longPoll,
        @DefaultValue("60s") Duration visibility,
        @DefaultValue("24h") Duration entitlementsMaxAge) {

    private static final String PREFIX = "mooring.marketplace.";

    MarketplaceProperties {
        require(
                region != null && !region.isBlank(),
                "region is missing: name the AWS region of the queue, e.g. cn-northwest-1");
        require(consumers >= 0 && consumers <= 16, "consumers must be 0 to 16, not " + consumers);
        require(
                consumers == 0 || queueUrl != null,
                "queue-url is missing: give the URL of the SQS queue, or set consumers to 0 where this node shall not read it");
        require(
                !longPoll.isNegative() && longPoll.compareTo(Duration.ofSeconds(20)) <= 0,
                "wait must be 0 s to 20 s, as SQS has it, not " + longPoll);
        require(
                visibility.compareTo(Duration.ofSeconds(2)) >= 0 && visibility.compareTo(Duration.ofHours(1)) <= 0,
                "visibility must be 2 s to 1 h, not " + visibility);
        require(
                isBlank(accessKeyId) == isBlank(secretAccessKey),
                "access-key-id and secret-access-key belong together: give both, or neither to use the role of the machine");
        require(
                entitlementsMaxAge.compareTo(Duration.ofMinutes(1)) >= 0,
                "entitlements-max-age must be a minute or more, not " + entitlementsMaxAge);
        web("queue-url", queueUrl);
        web("dead-letter-queue-url", deadLetterQueueUrl);
        web("sqs-endpoint", sqsEndpoint);
        web("metering-endpoint", meteringEndpoint);
        web("entitlement-endpoint", entitlementEndpoint);
        web("agreement-endpoint", agreementEndpoint);
    }

    Region awsRegion() {
        return Region.of(region);
    }

    AwsCredentialsProvider credentials() {
        return isBlank(accessKeyId) || isBlank(secretAccessKey)
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "MarketplaceProperties[region=" + region + ", queueUrl=" + queueUrl + ", consumers=" + consumers + "]";
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static void web(String name, @Nullable URI address) {
        require(
                address == null || ("http".equals(address.getScheme()) || "https".equals(address.getScheme())),
                name + " must begin with https:// (or http:// for a server of your own), not " + address);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + otherwise);
        }
    }
}
