package io.mooring.subscription.marketplace;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** What every call to AWS has in common: credentials, region, time-outs, and few tries. */
final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration CALL = Duration.ofSeconds(3);
    /** How long all tries of one call may take together. */
    static final Duration TOTAL = Duration.ofSeconds(8);

    private static final int TRIES = 3;

    static <B extends AwsClientBuilder<B, C>, C> B configured(
            B builder, MarketplaceProperties properties, @Nullable URI endpoint) {
        builder.region(properties.awsRegion()).credentialsProvider(properties.credentials());
        return endpoint == null ? builder : builder.endpointOverride(endpoint);
    }

    /** Makes a client for questions that a person waits for. */
    static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C quick(
            B builder, MarketplaceProperties properties, Region region, @Nullable URI endpoint) {
        return configured(builder, properties, endpoint)
                .region(region)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(CALL))
                .overrideConfiguration(calls(CALL, TOTAL, TRIES).toBuilder()
                        .addExecutionInterceptor(new NewerOperation())
                        .addExecutionInterceptor(new RawAnswers())
                        .addExecutionInterceptor(new QuietErrors())
                        .build())
                .build();
    }

    /** Where a partition has the services that it has in one region only. */
    static Region home(Region region) {
        return Partition.AWS_CN.hasRegion(region.id()) ? Region.CN_NORTHWEST_1 : Region.US_EAST_1;
    }

    /** Tries again, after a random pause, only where AWS itself says that it is busy or broken. */
    static ClientOverrideConfiguration calls(Duration each, Duration total, int tries) {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(each)
                .apiCallTimeout(total)
                .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(tries)
                        // The SDK's own list would try again after a time-out too, while a person waits.
                        .useClientDefaults(false)
                        .retryOnException(AwsClients::isPassing)
                        .treatAsThrottling(AwsClients::isThrottling)
                        .backoffStrategy(
                                BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(1)))
                        .throttlingBackoffStrategy(
                                BackoffStrategy.exponentialDelay(Duration.ofMillis(300), Duration.ofSeconds(1)))
                        .build())
                .build();
    }

    private static boolean isPassing(Throwable failure) {
        return isThrottling(failure) || (failure instanceof SdkServiceException answer && answer.statusCode() >= 500);
    }

    private static boolean isThrottling(Throwable failure) {
        return failure instanceof SdkServiceException answer && answer.isThrottlingException();
    }

    private AwsClients() {}
}
