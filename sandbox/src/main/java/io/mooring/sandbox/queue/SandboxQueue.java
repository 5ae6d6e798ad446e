package io.mooring.sandbox.queue;

import io.mooring.sandbox.durable.DurableMap;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queues {@value #NAME} and {@value #SECOND} on an SQS-compatible server in this JVM, each with its dead-letter queue. The server keeps messages in
 * memory only, so each one is on the disk until the queues have been seen empty after it was sent; what is left there at
 * the next start is sent again.
 */
public final class SandboxQueue implements AutoCloseable {

    public static final String NAME = "marketplace-notifications";
    public static final String SECOND = "marketplace-moving";
    public static final List<String> NAMES = List.of(NAME, SECOND);
    public static final String REGION = "cn-northwest-1";

    private static final Logger LOG = LoggerFactory.getLogger(SandboxQueue.class);
    /** Deliveries before SQS itself gives a message up: for long outages only, the intake sends what it cannot read away at once. */
    static final int RECEIVES = 100;

    private static final Duration KEPT = Duration.ofDays(14);
    private static final Duration LOOK_AFTER = Duration.ofMillis(500);

    /**
     * What nobody has read.
     *
     * @param queue missing in what older sandboxes kept, which had one
     */
    record Undelivered(String body, Instant at, @Nullable String queue) {}

    private final SQSRestServer server;
    private final URI endpoint;
    private final SqsClient client;
    private final DurableMap<Undelivered> undelivered;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-queue-watch").factory());

    private final ScheduledFuture<?> watching;

    private SandboxQueue(int port, Path file, Clock clock) {
        this.clock = clock;
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(port).start();
        endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
        client = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        NAMES.forEach(this::create);
        undelivered = DurableMap.open(file, Undelivered.class);
        for (var id : undelivered.keys()) {
            undelivered
                    .get(id)
                    .ifPresent(
                            message -> deliver(id, Objects.requireNonNullElse(message.queue(), NAME), message.body()));
        }
        watching = watch.scheduleWithFixedDelay(
                this::forgetDelivered, LOOK_AFTER.toMillis(), LOOK_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts the server and makes the queues; port 0 takes a free one.
     *
     * @param file keeps what has not been read yet
     */
    public static SandboxQueue start(int port, Path file, Clock clock) {
        return new SandboxQueue(port, file, clock);
    }

    /** Where clients reach it by an endpoint override. */
    public URI endpoint() {
        return endpoint;
    }

    public String url() {
        return url(NAME);
    }

    public String deadLetterUrl() {
        return deadLetterUrl(NAME);
    }

    public String url(String queue) {
        return endpoint + "/000000000000/" + queue;
    }

    public String deadLetterUrl(String queue) {
        return url(deadLetters(queue));
    }

    public static String deadLetters(String queue) {
        return queue + "-dlq";
    }

    /** Puts a message on the queue {@value #NAME}, whatever is in it; once this returns, the end of the JVM does not lose it. */
    public void send(String body) {
        send(NAME, body);
    }

    /** The same on any of the queues. */
    public void send(String queue, String body) {
        var id = UUID.randomUUID().toString();
        undelivered.put(id, new Undelivered(body, clock.instant(), queue));
        deliver(id, queue, body);
    }

    /** How many messages wait or are being read, in the queues and in their dead-letter queues. */
    public Depth depth() {
        var each = NAMES.stream().map(this::depth).toList();
        return new Depth(
                each.stream().mapToInt(Depth::waiting).sum(),
                each.stream().mapToInt(Depth::deadLetters).sum());
    }

    public Depth depth(String queue) {
        return new Depth(waiting(url(queue)), waiting(deadLetterUrl(queue)));
    }

    /** Messages not yet deleted by their reader. */
    public record Depth(int waiting, int deadLetters) {}

    @Override
    public void close() {
        watching.cancel(false);
        watch.shutdownNow();
        client.close();
        server.stopAndWait();
        undelivered.close();
    }

    int undelivered() {
        return undelivered.size();
    }

    private void deliver(String id, String queue, String body) {
        var answer = client.sendMessage(request -> request.queueUrl(url(queue)).messageBody(body));
        LOG.debug("Sent {} as {}", id, answer.messageId());
        sent.add(id);
    }

    private void forgetDelivered() {
        try {
            List<String> before = new ArrayList<>(sent);
            if (!before.isEmpty() && NAMES.stream().allMatch(queue -> waiting(url(queue)) == 0)) {
                before.forEach(undelivered::remove);
                sent.removeAll(before);
            }
        } catch (RuntimeException failed) {
            LOG.debug("The queue could not be asked; asked again soon", failed);
        }
    }

    private int waiting(String url) {
        var attributes = client.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    private void create(String name) {
        var retention = Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, String.valueOf(KEPT.toSeconds()));
        var deadLetters = client.createQueue(
                request -> request.queueName(deadLetters(name)).attributes(retention));
        var arn = client.getQueueAttributes(request ->
                        request.queueUrl(deadLetters.queueUrl()).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        var redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}".formatted(arn, RECEIVES);
        var queue = client.createQueue(request -> request.queueName(name)
                .attributes(Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                        String.valueOf(KEPT.toSeconds()),
                        QueueAttributeName.REDRIVE_POLICY,
                        redrive)));
        LOG.debug("Made {}", queue.queueUrl());
    }
}
