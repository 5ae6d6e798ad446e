package io.mooring.subscription.marketplace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue with a dead-letter queue in an SQS-compatible server on loopback. */
final class TestQueue implements AutoCloseable {

    static final int MOST_DELIVERIES = 3;

    private final SQSRestServer server;
    final URI endpoint;
    final SqsClient sqs;
    final String url;
    final String deadLetterUrl;

    TestQueue() {
        this(freePort());
    }

    TestQueue(int port) {
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(port).start();
        endpoint = URI.create("http://127.0.0.1:" + port);
        sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.CN_NORTHWEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "y")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        deadLetterUrl = create("notifications-dead", Map.of());
        url = create(
                "notifications",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:elasticmq:000000000000:notifications-dead\",\"maxReceiveCount\":\""
                                + MOST_DELIVERIES + "\"}"));
    }

    /** Found here because the server tells the port it chose in types of its own libraries only. */
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    String create(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    MarketplaceProperties properties(String queueUrl, @Nullable String deadLetters, Duration visibility) {
        return new MarketplaceProperties(
                "cn-northwest-1",
                URI.create(queueUrl),
                deadLetters == null ? null : URI.create(deadLetters),
                endpoint,
                null,
                null,
                null,
                null,
                "x",
                "y",
                2,
                Duration.ofSeconds(20),
                visibility,
                Duration.ofHours(24));
    }

    SqsMessageQueue open(Duration visibility) {
        return new SqsMessageQueue(properties(url, null, visibility));
    }

    void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    List<Message> deadLetters() {
        return sqs.receiveMessage(request -> request.queueUrl(deadLetterUrl)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(0)
                        .messageAttributeNames("All"))
                .messages();
    }

    /** Waiting and in hand. */
    int size() {
        var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    int port() {
        return endpoint.getPort();
    }

    /** Gives the port back. */
    void stop() {
        sqs.close();
        server.stopAndWait();
    }

    /** Without waiting for polls that clients have left. */
    @Override
    public void close() {
        sqs.close();
        Thread.ofPlatform().daemon().start(server::stopAndWait);
    }
}
