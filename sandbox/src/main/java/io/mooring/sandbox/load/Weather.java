package io.mooring.sandbox.load;

import io.mooring.sandbox.Ports;
import io.mooring.sandbox.RunningSandbox;
import io.mooring.sandbox.SandboxSettings;
import io.mooring.sandbox.aws.NotificationStorm;
import io.mooring.sandbox.engine.Engine;
import io.mooring.sandbox.journey.Browser;
import io.mooring.sandbox.journey.Marketplace;
import io.mooring.sandbox.queue.SandboxQueue;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A whole product, in this JVM, that storms of messages are let loose on. */
public final class Weather implements AutoCloseable {

    /** How long a consumer's question for messages may stay open. */
    public static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    private static final int BATCH = 10;
    private static final int MOST_BYTES_OF_A_BATCH = 200 * 1024;
    private static final long LOOK_EVERY_NANOS = 200_000_000;
    private static final long LOOK_AT_LEAST_EVERY_NANOS = 1_000_000_000;
    private static final String STANDING = """
            select distinct on (subscription_id) subscription_id, subscription_status from activation_view
             where opened_at is not null order by subscription_id, episode desc
            """;

    /** Deliveries that somebody took, whatever became of them. */
    private static final String TAKEN = "select count(*) + coalesce(sum(duplicates), 0) from inbox";

    private final RunningSandbox sandbox;
    private final Map<String, String> settings;
    private final SqsClient queue;
    private final Connection database;
    private boolean started;
    private long takenBefore;

    private Weather(RunningSandbox sandbox, int consumers) throws SQLException {
        this.sandbox = sandbox;
        this.settings = new HashMap<>(sandbox.engineSettings());
        settings.put("mooring.marketplace.consumers", String.valueOf(consumers));
        settings.put("mooring.marketplace.wait", LONGEST_POLL.toSeconds() + "s");
        this.queue = SqsClient.builder()
                .endpointOverride(sandbox.queue().endpoint())
                .region(Region.of(SandboxQueue.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        this.database = DriverManager.getConnection(
                sandbox.postgres().url(),
                sandbox.postgres().owner(),
                sandbox.postgres().owner());
    }

    /**
     * Starts everything but the engine.
     *
     * @param consumers threads that take messages once it runs
     */
    public static Weather over(Path folder, int consumers) throws SQLException {
        return new Weather(RunningSandbox.start(new SandboxSettings(folder, false, Ports.free())), consumers);
    }

    /** Starts the engine, which begins to take what waits; it is stopped with everything else. */
    public Engine startEngine() {
        return startEngine(Map.of());
    }

    /** The same with further settings. */
    public Engine startEngine(Map<String, String> more) {
        settings.putAll(more);
        var engine = sandbox.stopping(Engine.start(settings));
        started = true;
        return engine;
    }

    /** Puts the storm's deliveries on the queue. */
    public void release(NotificationStorm storm) throws SQLException {
        takenBefore = started ? count(TAKEN) : 0; // before its first start there is not even the table
        release(storm.deliveries());
    }

    /** Puts these messages on the queue. */
    public void release(List<String> messages) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        var bytes = 0;
        for (var body : messages) {
            if (entries.size() == BATCH || (!entries.isEmpty() && bytes + body.length() > MOST_BYTES_OF_A_BATCH)) {
                send(entries);
                entries.clear();
                bytes = 0;
            }
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id("m" + entries.size())
                    .messageBody(body)
                    .build());
            bytes += body.length();
        }
        send(entries);
    }

    private void send(List<SendMessageBatchRequestEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var answer = queue.sendMessageBatch(
                request -> request.queueUrl(sandbox.queue().url()).entries(entries));
        if (answer.hasFailed()) {
            throw new IllegalStateException("The queue refused " + answer.failed());
        }
    }

    /**
     * Has some messages become visible again, several times, while somebody works on them: as when a node is too slow to keep them hidden.
     *
     * @return how many it were
     */
    public int loseVisibility() {
        var url = sandbox.queue().url();
        var messages = queue.receiveMessage(request ->
                        request.queueUrl(url).maxNumberOfMessages(BATCH).visibilityTimeout(0))
                .messages();
        for (var time = 0; time < 5 && !messages.isEmpty(); time++) {
            var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
            for (var message : messages) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("m" + entries.size())
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0)
                        .build());
            }
            // Those that are done with by now are refused one by one, in the answer
            queue.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
        }
        return messages.size();
    }

    /** Waits until nothing is left on the queue and every purchase stands where it has to; returns how long the second took longer than the first. */
    public Duration awaitEnd(NotificationStorm storm, Duration atMost) throws SQLException {
        var began = System.nanoTime();
        var deadline = began + atMost.toNanos();
        var emptySince = 0L;
        while (System.nanoTime() < deadline) {
            var taken = emptySince == 0
                    ? count(TAKEN) - takenBefore
                    : storm.deliveries().size();
            // The queue counts by looking at every message: it is asked only when all of them may be gone
            if (emptySince == 0
                    && taken >= storm.deliveries().size()
                    && sandbox.queue().depth().waiting() == 0) {
                emptySince = System.nanoTime();
            }
            if (emptySince != 0 && standing(storm).equals(storm.expected())) {
                return Duration.ofNanos(System.nanoTime() - emptySince);
            }
            LockSupport.parkNanos(untilNextLook(
                    System.nanoTime() - began, taken, storm.deliveries().size()));
        }
        var standing = standing(storm);
        var wrong = storm.expected().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(standing.get(entry.getKey())))
                .limit(5)
                .map(entry ->
                        entry.getKey() + " is " + standing.get(entry.getKey()) + " instead of " + entry.getValue())
                .toList();
        throw new IllegalStateException(
                "After " + atMost + " " + sandbox.queue().depth() + " is left, and " + wrong);
    }

    /** A look reads the whole inbox with the processors that are being measured: there is none before a quarter of the rest can have been taken, and one each second. */
    private static long untilNextLook(long nanos, long taken, int deliveries) {
        var rest = taken == 0 ? 0 : nanos / taken * (deliveries - taken);
        return Math.clamp(rest / 4, LOOK_EVERY_NANOS, LOOK_AT_LEAST_EVERY_NANOS);
    }

    private Map<SubscriptionId, SubscriptionStatus> standing(NotificationStorm storm) throws SQLException {
        var standing = new HashMap<SubscriptionId, SubscriptionStatus>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(STANDING)) {
            while (rows.next()) {
                var id = new SubscriptionId(rows.getString(1));
                if (storm.expected().containsKey(id)) {
                    standing.put(id, SubscriptionStatus.valueOf(rows.getString(2)));
                }
            }
        }
        return standing;
    }

    /** Puts one message on the queue. */
    public void send(String body) {
        queue.sendMessage(request -> request.queueUrl(sandbox.queue().url()).messageBody(body));
    }

    /** Which of these purchases are shown as confirmed. */
    public List<SubscriptionId> confirmed(Collection<SubscriptionId> among) throws SQLException {
        var confirmed = new ArrayList<SubscriptionId>();
        try (var statement = database.prepareStatement("select subscription_id from activation_view"
                + " where subscription_id = any(?) and subscription_status = 'CONFIRMED' and opened_at is not null")) {
            statement.setArray(
                    1,
                    database.createArrayOf(
                            "text", among.stream().map(SubscriptionId::value).toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    confirmed.add(new SubscriptionId(rows.getString(1)));
                }
            }
        }
        return confirmed;
    }

    /** What was put aside and has not been taken again: how many messages for which reason. */
    public Map<String, Long> quarantine() throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "select reason, count(*) from inbox where outcome = 'DEAD_LETTERED' group by reason")) {
            var reasons = new TreeMap<String, Long>();
            while (rows.next()) {
                reasons.put(rows.getString(1), rows.getLong(2));
            }
            return reasons;
        }
    }

    /** What is on the dead-letter queue goes back to the queue; returns how many messages. */
    public int redrive() {
        return new Marketplace(Browser.client(), sandbox.storefront()).redrive();
    }

    /** One number that a query answers. */
    public long count(String query) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    public SandboxQueue.Depth depth() {
        return sandbox.queue().depth();
    }

    @Override
    public void close() throws SQLException {
        database.close();
        queue.close();
        sandbox.close();
    }
}
