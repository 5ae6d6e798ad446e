package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.Notifications.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class QueueConsumerIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private @Nullable TestQueue queue = new TestQueue();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<QueueMessage> handled = Collections.synchronizedList(new ArrayList<>());
    private @Nullable QueueConsumer consumer;

    @AfterEach
    void stop() {
        if (consumer != null) {
            consumer.stop();
        }
        if (queue != null) {
            queue.close();
        }
    }

    @Test
    void what_cannot_be_read_goes_to_the_dead_letter_queue_and_stops_nothing() {
        var fixture = new IntakeFixture();
        for (var number = 0; number < 12; number++) {
            queue().send(number % 4 == 1 ? "poison " + number : published("sns-" + number, "subscribe-fail"));
        }

        start(() -> queue().open(LONG), fixture.intake);

        await().untilAsserted(() -> assertThat(queue().size()).isZero());
        assertThat(fixture.commands.names()).hasSize(9).containsOnly("FailSubscription");
        assertThat(queue().deadLetters()).hasSize(3).allSatisfy(letter -> {
            assertThat(letter.body()).startsWith("poison ");
            assertThat(String.valueOf(letter.messageAttributes().get(SqsMessageQueue.REASON)))
                    .contains("the message is not JSON of at most 50 levels");
            assertThat(letter.messageAttributes()).containsKeys(SqsMessageQueue.MESSAGE_ID, SqsMessageQueue.SENT_AT);
        });
        assertThat(meters.counter("mooring.intake.messages", "queue", "notifications", "outcome", "applied")
                        .count())
                .isEqualTo(9);
        assertThat(meters.counter("mooring.intake.messages", "queue", "notifications", "outcome", "dead_lettered")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void a_dead_letter_that_is_sent_back_is_as_old_as_it_was() {
        var dead = queue().create("plain", Map.of());
        try (var first = queue().open(LONG);
                var back = new SqsMessageQueue(queue().properties(dead, queue().deadLetterUrl, LONG))) {
            queue().send("poison");
            var original = first.receive().getFirst();
            first.deadLetter(original, "because");
            var letter = queue().deadLetters().getFirst();
            queue().sqs
                    .sendMessage(request -> request.queueUrl(dead)
                            .messageBody(letter.body())
                            .messageAttributes(letter.messageAttributes()));

            var returned = back.receive().getFirst();

            assertThat(returned.messageId()).isNotEqualTo(original.messageId());
            assertThat(returned.sentAt()).isEqualTo(original.sentAt());
            assertThat(new NotificationReader(IntakeFixture.CLOCK).read(returned))
                    .isEqualTo(new NotificationReader(IntakeFixture.CLOCK).read(original));
        }
    }

    @Test
    void a_message_in_hand_stays_hidden_for_as_long_as_it_takes() {
        var extended = new CountDownLatch(3);
        queue().send("slow");

        start(
                () -> new Observed(queue().open(SHORT)) {
                    @Override
                    public void hide(Collection<QueueMessage> messages, Duration time) {
                        super.hide(messages, time);
                        extended.countDown();
                    }
                },
                message -> {
                    handled.add(message);
                    reached(extended);
                    return new Done("APPLIED");
                });

        await().untilAsserted(() -> assertThat(queue().size()).isZero());
        assertThat(handled).hasSize(1);
    }

    @Test
    void a_message_that_comes_to_light_while_in_hand_has_one_effect() {
        var fixture = new IntakeFixture();
        var twice = new CountDownLatch(2);
        queue().send(published("sns-1", "subscribe-fail"));

        start(
                () -> new Observed(queue().open(SHORT)) {
                    @Override
                    public void hide(Collection<QueueMessage> messages, Duration time) {
                        // Lost on the way.
                    }
                },
                message -> {
                    twice.countDown();
                    reached(twice);
                    return fixture.intake.handle(message);
                });

        await().untilAsserted(() -> assertThat(queue().size()).isZero());
        assertThat(fixture.commands.names()).containsExactly("FailSubscription");
        assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("duplicates", 1));
    }

    @Test
    void a_failing_message_waits_for_its_next_delivery_without_holding_up_the_others() {
        var failedOnce = ConcurrentHashMap.<String>newKeySet();
        for (var number = 0; number < 5; number++) {
            queue().send("message " + number);
        }

        start(() -> new Impatient(queue().open(LONG)), message -> {
            if (message.body().equals("message 2") && failedOnce.add(message.body())) {
                throw new IllegalStateException("the database is away");
            }
            handled.add(message);
            return new Done("APPLIED");
        });

        await().untilAsserted(() -> assertThat(queue().size()).isZero());
        assertThat(handled).extracting(QueueMessage::body).hasSize(5).doesNotHaveDuplicates();
        assertThat(handled)
                .filteredOn(message -> message.body().equals("message 2"))
                .extracting(QueueMessage::receiveCount)
                .containsExactly(2);
    }

    @Test
    void what_the_dead_letter_queue_refuses_is_done_with_only_if_its_bytes_are_kept() {
        queue().send("kept");
        queue().send("not kept");

        start(
                () -> new Observed(queue().open(LONG)) {
                    @Override
                    public boolean deadLetter(QueueMessage message, String reason) {
                        return false;
                    }
                },
                message -> new Rejected("because", message.body().equals("kept")));

        await().untilAsserted(() -> {
            assertThat(intake("inbox_only")).isEqualTo(1);
            assertThat(intake("left")).isEqualTo(1);
            assertThat(queue().size()).isEqualTo(1);
        });
        assertThat(queue().deadLetters()).isEmpty();
    }

    private double intake(String outcome) {
        return meters.counter("mooring.intake.messages", "queue", "notifications", "outcome", outcome)
                .count();
    }

    @Test
    void a_message_that_always_fails_is_moved_by_the_queue_itself() {
        queue().send("never");

        start(() -> new Impatient(queue().open(LONG)), message -> {
            handled.add(message);
            throw new IllegalStateException("no");
        });

        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(queue().deadLetters())
                        .singleElement()
                        .satisfies(letter -> assertThat(letter.body()).isEqualTo("never")));
        assertThat(handled).hasSize(TestQueue.MOST_DELIVERIES);
    }

    @Test
    void a_message_that_always_fails_is_in_the_inbox_before_the_queue_gives_it_up() {
        var fixture = new IntakeFixture();
        fixture.commands.before(command -> {
            throw new IllegalStateException("our own mistake");
        });
        queue().send(published("sns-1", "subscribe-fail"));

        start(() -> queue().open(SHORT), fixture.intake);

        await().untilAsserted(() -> assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("outcome", "FAILED")
                        .containsEntry("last_failure", "IllegalStateException: our own mistake")));
        fixture.commands.before(command -> {});
        await().untilAsserted(() -> assertThat(fixture.inbox())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("outcome", "APPLIED")));
        assertThat(fixture.commands.names()).containsExactly("FailSubscription");
    }

    @Test
    void stopping_finishes_what_is_in_hand_and_gives_the_rest_back() {
        var inHand = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        for (var number = 0; number < 3; number++) {
            queue().send("message " + number);
        }
        start(
                1,
                () -> new Observed(queue().open(LONG)) {
                    @Override
                    public void stopReceiving() {
                        super.stopReceiving();
                        goOn.countDown();
                    }
                },
                message -> {
                    handled.add(message);
                    inHand.countDown();
                    reached(goOn);
                    return new Done("APPLIED");
                });
        reached(inHand);

        consumer().stop();

        assertThat(handled).hasSize(1);
        assertThat(queue().size()).isEqualTo(2);
        try (var other = queue().open(LONG)) {
            assertThat(other.receive()).hasSize(2);
        }
    }

    @Test
    void stopping_does_not_wait_for_a_long_poll() {
        start(1, () -> queue().open(LONG), message -> new Done("APPLIED"));
        await().until(QueueConsumerIT::isPolling);
        var began = System.nanoTime();

        consumer().stop();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(consumer().isRunning()).isFalse();
    }

    @Test
    void a_queue_that_is_away_is_waited_for() {
        var port = queue().port();
        var properties = queue().properties(queue().url, null, LONG);
        queue().stop();
        queue = null;

        start(() -> new SqsMessageQueue(properties), message -> {
            handled.add(message);
            return new Done("APPLIED");
        });
        await().until(() -> consumer().trouble() != null);
        assertThat(new QueueHealth(List.of(consumer())).health().getStatus()).isEqualTo(Status.DOWN);

        queue = new TestQueue(port);
        queue().send("late");
        await().atMost(30, TimeUnit.SECONDS).until(() -> handled.size() == 1);
        assertThat(consumer().trouble()).isNull();
        assertThat(new QueueHealth(List.of(consumer())).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void without_a_dead_letter_queue_nothing_is_taken() {
        var plain = queue().create("plain", Map.of());
        queue().sqs.sendMessage(request -> request.queueUrl(plain).messageBody("waiting"));

        start(() -> new SqsMessageQueue(queue().properties(plain, null, LONG)), message -> {
            handled.add(message);
            return new Done("APPLIED");
        });

        await().until(() -> consumer().trouble() != null);
        assertThat(consumer().trouble()).contains("has no dead-letter queue");
        assertThat(handled).isEmpty();
    }

    @Test
    void the_dead_letter_queue_can_be_named() {
        var plain = queue().create("plain", Map.of());
        queue().sqs.sendMessage(request -> request.queueUrl(plain).messageBody("poison"));

        start(
                () -> new SqsMessageQueue(queue().properties(plain, queue().deadLetterUrl, LONG)),
                new IntakeFixture().intake);

        await().untilAsserted(() -> assertThat(queue().deadLetters()).hasSize(1));
    }

    @Test
    void a_node_without_consumers_leaves_the_queue_to_others() {
        start(
                0,
                () -> {
                    throw new AssertionError("not to be opened");
                },
                message -> new Done("APPLIED"));

        assertThat(consumer().isRunning()).isFalse();
        assertThat(new QueueHealth(List.of(consumer())).health().getStatus()).isEqualTo(Status.UP);
    }

    private void start(Supplier<MessageQueue> queues, MessageHandler handler) {
        start(2, queues, handler);
    }

    private void start(int consumers, Supplier<MessageQueue> queues, MessageHandler handler) {
        consumer = new QueueConsumer("notifications", queues, handler, consumers, SHORT, meters, Clock.systemUTC());
        consumer.start();
    }

    private static boolean isPolling() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals("marketplace-intake-1"))
                .map(entry -> Arrays.toString(entry.getValue()))
                .anyMatch(stack -> stack.contains("AbortableHttpClient") && stack.contains("NioSocketImpl"));
    }

    private TestQueue queue() {
        return Objects.requireNonNull(queue);
    }

    private QueueConsumer consumer() {
        return Objects.requireNonNull(consumer);
    }

    private static void reached(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException hurry) {
            throw new IllegalStateException(hurry);
        }
    }

    /** The real queue with something in between. */
    private static class Observed implements MessageQueue {
        private final MessageQueue queue;

        Observed(MessageQueue queue) {
            this.queue = queue;
        }

        @Override
        public List<QueueMessage> receive() {
            return queue.receive();
        }

        @Override
        public void delete(Collection<QueueMessage> messages) {
            queue.delete(messages);
        }

        @Override
        public void hide(Collection<QueueMessage> messages, Duration time) {
            queue.hide(messages, time);
        }

        @Override
        public boolean deadLetter(QueueMessage message, String reason) {
            return queue.deadLetter(message, reason);
        }

        @Override
        public void stopReceiving() {
            queue.stopReceiving();
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    /** Delivers again at once. */
    private static final class Impatient extends Observed {
        Impatient(MessageQueue queue) {
            super(queue);
        }

        @Override
        public void hide(Collection<QueueMessage> messages, Duration time) {
            super.hide(messages, Duration.ZERO);
        }
    }
}
