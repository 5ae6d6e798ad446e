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
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * How AWS is reached; single listings may have {@link ConnectionProperties} of their own.
 *
 * @param region of the queue and of the calls about registration tokens
 * @param queueUrl the queue behind the marketplace's notifications
 * @param deadLetterQueueUrl where unreadable messages go; found in the queue's redrive policy when absent
 * @param sqsEndpoint another address than AWS's own, like the three that follow
 * @param profile section of the files that the AWS tools share, with the seller's credentials
 * @param accessKeyId static credentials; the SDK's usual chain (role, environment, profile) when absent
 * @param consumers threads that take messages from each queue, 0 to 16; with 0 this node leaves the queues to others
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
        @Nullable String profile,
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
        require(Partition.ofRegion(region).isPresent(), "region is none of AWS, e.g. cn-northwest-1: " + region);
        require(consumers >= 0 && consumers <= 16, "consumers must be 0 to 16, not " + consumers);
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
                isBlank(profile) || isBlank(accessKeyId),
                "profile and access-key-id exclude each other: credentials come from one place");
        require(
                entitlementsMaxAge.compareTo(Duration.ofMinutes(1)) >= 0,
                "entitlements-max-age must be a minute or more, not " + entitlementsMaxAge);
        require(
                entitlementsMaxAge.compareTo(Round.KEPT) < 0,
                "entitlements-max-age must be less than " + Round.KEPT.toDays() + " days, not " + entitlementsMaxAge);
        web(PREFIX + "queue-url", queueUrl);
        web(PREFIX + "dead-letter-queue-url", deadLetterQueueUrl);
        web(PREFIX + "sqs-endpoint", sqsEndpoint);
        web(PREFIX + "metering-endpoint", meteringEndpoint);
        web(PREFIX + "entitlement-endpoint", entitlementEndpoint);
        web(PREFIX + "agreement-endpoint", agreementEndpoint);
    }

    Region awsRegion() {
        return Region.of(region);
    }

    AwsCredentialsProvider credentials() {
        if (!isBlank(accessKeyId) && !isBlank(secretAccessKey)) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey));
        }
        return isBlank(profile)
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(profile);
    }

    /** For a listing in a region, by its own credentials if it has any; without a queue. */
    MarketplaceProperties with(ConnectionProperties.Entry own, String itsRegion) {
        var keeps = !own.hasCredentials();
        return new MarketplaceProperties(
                itsRegion,
                null,
                null,
                sqsEndpoint,
                meteringEndpoint,
                entitlementEndpoint,
                agreementEndpoint,
                keeps ? profile : own.profile(),
                keeps ? accessKeyId : own.accessKeyId(),
                keeps ? secretAccessKey : own.secretAccessKey(),
                consumers,
                longPoll,
                visibility,
                entitlementsMaxAge);
    }

    /** At other addresses; AWS's own where there is none. */
    MarketplaceProperties at(
            @Nullable URI sqs, @Nullable URI metering, @Nullable URI entitlement, @Nullable URI agreement) {
        return new MarketplaceProperties(
                region,
                queueUrl,
                deadLetterQueueUrl,
                sqs,
                metering,
                entitlement,
                agreement,
                profile,
                accessKeyId,
                secretAccessKey,
                consumers,
                longPoll,
                visibility,
                entitlementsMaxAge);
    }

    /** For a queue, in its region. */
    MarketplaceProperties reading(String itsRegion, URI queue, @Nullable URI deadLetters) {
        return new MarketplaceProperties(
                itsRegion,
                queue,
                deadLetters,
                sqsEndpoint,
                null,
                null,
                null,
                profile,
                accessKeyId,
                secretAccessKey,
                consumers,
                longPoll,
                visibility,
                entitlementsMaxAge);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "MarketplaceProperties[region=" + region + ", queueUrl=" + queueUrl + ", consumers=" + consumers + "]";
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    static boolean isPresent(@Nullable String text) {
        return !isBlank(text);
    }

    static void web(String name, @Nullable URI address) {
        if (address != null && !"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException(
                    name + " must begin with https:// (or http:// for a server of your own), not " + address);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + otherwise);
        }
    }
}
