package io.mooring.subscription.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;

class QueueConsumersTest {

    /** In which Spring Boot drains the web server. */
    private static final int DRAINING = SmartLifecycle.DEFAULT_PHASE - 1024;

    private final CountDownLatch polling = new CountDownLatch(2);
    private final AtomicInteger leftTogether = new AtomicInteger();
    private CountDownLatch leaving = new CountDownLatch(0);
    private final QueueConsumers consumers = new QueueConsumers(List.of(consumer("demo"), consumer("newer")));

    @AfterEach
    void stop() {
        consumers.stop();
    }

    @Test
    void no_queue_waits_until_another_one_is_left() throws InterruptedException {
        leaving = new CountDownLatch(2);
        consumers.start();
        assertThat(polling.await(10, TimeUnit.SECONDS)).isTrue();

        consumers.stop();

        assertThat(leftTogether).hasValue(2);
        assertThat(consumers.isRunning()).isFalse();
    }

    @Test
    void messages_are_taken_as_long_as_one_queue_is_read() {
        consumers.start();

        consumers.all().getFirst().stop();

        assertThat(consumers.isRunning()).isTrue();
    }

    @Test
    void nothing_new_comes_in_while_the_web_server_drains() {
        assertThat(consumers.getPhase()).isStrictlyBetween(DRAINING, SmartLifecycle.DEFAULT_PHASE);
    }

    private QueueConsumer consumer(String listing) {
        return new QueueConsumer(
                listing,
                Polled::new,
                message -> new Done("APPLIED"),
                1,
                Duration.ofSeconds(2),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    /** An empty queue that is left when all are. */
    private final class Polled implements MessageQueue {

        private final CountDownLatch left = new CountDownLatch(1);

        @Override
        public List<QueueMessage> receive() {
            polling.countDown();
            await(left);
            return List.of();
        }

        @Override
        public void stopReceiving() {
            leaving.countDown();
            if (await(leaving)) {
                leftTogether.incrementAndGet();
            }
            left.countDown();
        }

        private static boolean await(CountDownLatch latch) {
            try {
                return latch.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void delete(Collection<QueueMessage> messages) {}

        @Override
        public void hide(Collection<QueueMessage> messages, Duration time) {}

        @Override
        public boolean deadLetter(QueueMessage message, String reason) {
            return true;
        }

        @Override
        public void close() {}
    }
}
