package io.mooring.subscription.marketplace;

import io.micrometer.core.instrument.MeterRegistry;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import io.mooring.subscription.marketplace.MessageHandler.Verdict.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from a queue and answers for each one: deletes it after its effect is committed, moves what can never have one to
 * the dead-letter queue, and leaves the rest for a later delivery. No message waits for another's trouble.
 */
final class QueueConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(QueueConsumer.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_HIDING = Duration.ofMinutes(15);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    /** A message that is worked on for longer than this many visibility time-outs is let go. */
    private static final int MOST_EXTENSIONS = 10;

    private final String name;
    private final Supplier<MessageQueue> queues;
    private final MessageHandler handler;
    private final int consumers;
    private final Duration visibility;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile @Nullable Run run;

    /**
     * For one queue.
     *
     * @param name its name in the log and in the meters
     */
    QueueConsumer(
            String name,
            Supplier<MessageQueue> queues,
            MessageHandler handler,
            int consumers,
            Duration visibility,
            MeterRegistry meters,
            Clock clock) {
        this.name = name;
        this.queues = queues;
        this.handler = handler;
        this.consumers = consumers;
        this.visibility = visibility;
        this.meters = meters;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    synchronized void start() {
        if (run == null && consumers > 0) {
            run = new Run(queues.get());
        }
    }

    synchronized void stop() {
        var ending = run;
        if (ending != null) {
            ending.stop();
            run = null;
        }
    }

    boolean isRunning() {
        return run != null;
    }

    /** What keeps the queue from being read; nothing while all is well. */
    @Nullable
    String trouble() {
        var current = run;
        return current == null ? null : current.trouble;
    }

    /** Doubles with every failure; half of it is chance, so that nodes do not come back in step. */
    static Duration pause(int failuresInARow, Duration first, Duration longest) {
        var ceiling = Math.min(longest.toMillis(), first.toMillis() << Math.min(failuresInARow - 1, 20));
        return Duration.ofMillis(ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1));
    }

    /** From start to stop. */
    private final class Run {

        private final MessageQueue queue;
        private final CountDownLatch stopping = new CountDownLatch(1);
        private final CountDownLatch stopped = new CountDownLatch(consumers);
        private final Map<QueueMessage, Integer> inHand = new ConcurrentHashMap<>();
        private final AtomicInteger failedHandlings = new AtomicInteger();
        private final ScheduledExecutorService heartbeat =
                Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                        .name("marketplace-intake-heartbeat")
                        .daemon()
                        .factory());
        private volatile @Nullable String trouble;

        Run(MessageQueue queue) {
            this.queue = queue;
            var half = visibility.toMillis() / 2;
            var unused = heartbeat.scheduleWithFixedDelay(this::keepHidden, half, half, TimeUnit.MILLISECONDS);
            for (var number = 1; number <= consumers; number++) {
                Thread.ofPlatform()
                        .name("marketplace-intake-" + number)
                        .daemon()
                        .start(this::consume);
            }
        }

        void stop() {
            stopping.countDown();
            queue.stopReceiving();
            try {
                if (!stopped.await(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn(
                            "{} messages are still in hand after {}; they will be delivered again",
                            inHand.size(),
                            DRAIN);
                }
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
            heartbeat.shutdownNow();
            queue.close();
        }

        private boolean isStopping() {
            return stopping.getCount() == 0;
        }

        private void consume() {
            var failures = 0;
            while (!isStopping()) {
                try {
                    work(queue.receive());
                    failures = 0;
                    recovered();
                    restAfterFailures();
                } catch (RuntimeException | Error failed) {
                    if (!isStopping()) {
                        troubled(failed);
                        rest(pause(++failures, Duration.ofMillis(200), LONGEST_PAUSE));
                    }
                }
            }
            stopped.countDown();
        }

        private void work(List<QueueMessage> messages) {
            recovered();
            messages.forEach(message -> inHand.put(message, 0));
            var done = new ArrayList<QueueMessage>();
            try {
                done.addAll(together(messages));
                for (var message : messages) {
                    if (!isStopping() && !done.contains(message) && work(message)) {
                        done.add(message);
                    }
                }
            } finally {
                settle(messages, done);
            }
        }

        /** What fails together is tried one by one, and whatever is wrong with one of them shows there. */
        private Set<QueueMessage> together(List<QueueMessage> messages) {
            if (messages.isEmpty()) {
                return Set.of();
            }
            try {
                var done = handler.together(messages);
                if (!done.isEmpty()) {
                    failedHandlings.set(0);
                }
                done.forEach((message, verdict) -> counted(message, verdict.outcome()));
                return done.keySet();
            } catch (RuntimeException failed) {
                LOG.debug("{} messages could not be handled together", messages.size(), failed);
                return Set.of();
            }
        }

        /** What is done with is deleted by one call; what was not begun is given back. */
        private void settle(List<QueueMessage> messages, List<QueueMessage> done) {
            try {
                if (!done.isEmpty()) {
                    // If this fails, they come back as duplicates, which are harmless.
                    queue.delete(done);
                }
            } finally {
                done.forEach(inHand::remove);
                var left = new ArrayList<>(messages);
                left.retainAll(inHand.keySet());
                left.forEach(inHand::remove);
                if (!left.isEmpty()) {
                    queue.hide(left, Duration.ZERO);
                }
            }
        }

        /** Whether it is done with; it stays in hand until it is deleted. */
        private boolean work(QueueMessage message) {
            final String outcome;
            try {
                outcome = switch (handler.handle(message)) {
                    case Done done -> done.outcome();
                    case Rejected rejected -> deadLettered(message, rejected);
                };
            } catch (RuntimeException failed) {
                inHand.remove(message);
                later(message, failed);
                return false;
            }
            failedHandlings.set(0);
            counted(message, outcome);
            return true;
        }

        private void counted(QueueMessage message, String outcome) {
            count(outcome);
            meters.timer("mooring.intake.delay", "queue", name)
                    .record(Duration.between(message.sentAt(), clock.instant()));
        }

        private String deadLettered(QueueMessage message, Rejected rejected) {
            if (queue.deadLetter(message, rejected.reason())) {
                return "DEAD_LETTERED";
            }
            if (!rejected.kept()) {
                throw new IllegalStateException("the dead-letter queue does not take it, and nothing else keeps it");
            }
            LOG.warn(
                    "{} is too much for the dead-letter queue; it is in the inbox only: {}",
                    message,
                    rejected.reason());
            return "INBOX_ONLY";
        }

        private void later(QueueMessage message, RuntimeException failed) {
            failedHandlings.incrementAndGet();
            var time = pause(message.receiveCount(), Duration.ofSeconds(4), LONGEST_HIDING);
            LOG.warn("{} had no effect yet and is left for {}: {}", message, time, failed.toString());
            LOG.debug("{} failed", message, failed);
            count("LEFT");
            try {
                queue.hide(List.of(message), time);
            } finally {
                handler.failed(message, failed);
            }
        }

        /** While nothing succeeds, the cause is not in the messages: they are not to use up their deliveries. */
        private void restAfterFailures() {
            var inARow = failedHandlings.get();
            if (inARow > 2) {
                rest(pause(inARow - 2, Duration.ofMillis(500), LONGEST_PAUSE));
            }
        }

        private void rest(Duration time) {
            try {
                stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }

        private void keepHidden() {
            try {
                inHand.replaceAll((message, extensions) -> extensions + 1);
                var due = inHand.entrySet().stream()
                        .filter(entry -> entry.getValue() <= MOST_EXTENSIONS * 2)
                        .map(Map.Entry::getKey)
                        .toList();
                if (!due.isEmpty()) {
                    queue.hide(due, visibility);
                }
            } catch (RuntimeException failed) {
                LOG.warn("Messages in hand could not be kept hidden: {}", failed.toString());
            }
        }

        private void troubled(Throwable failed) {
            if (trouble == null) {
                LOG.warn("Queue {} cannot be read; tried again and again", name, failed);
            }
            trouble = failed.toString();
            meters.counter("mooring.intake.queue.failures", "queue", name).increment();
        }

        private void recovered() {
            if (trouble != null) {
                LOG.info("Queue {} is read again", name);
                trouble = null;
            }
        }

        private void count(String outcome) {
            meters.counter("mooring.intake.messages", "queue", name, "outcome", outcome.toLowerCase(Locale.ROOT))
                    .increment();
        }
    }
}
