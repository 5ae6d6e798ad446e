package io.mooring.mail.saga;

import io.mooring.node.api.ThisNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Keeps the senders going while the application runs: at once when the bell rings, and every poll interval. */
class Round implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    /** Mails go out as late as this, so that a due time is not missed by a moment and looked for again and again. */
    private static final Duration PUNCTUALITY = Duration.ofMillis(100);

    private static final long FORGET_EVERY_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final Duration LONGEST_WAIT_AT_STOP = Duration.ofSeconds(5);

    private final Postman postman;
    private final Bell bell;
    private final MailProperties properties;
    private final AtomicBoolean nodesMayBeGone = new AtomicBoolean();
    private final AtomicLong takenBackAt = new AtomicLong(System.nanoTime());
    private volatile List<Thread> senders = List.of();
    private volatile boolean running;

    Round(Postman postman, Bell bell, MailProperties properties, ThisNode node) {
        this.postman = postman;
        this.bell = bell;
        this.properties = properties;
        node.whenShown(() -> {
            nodesMayBeGone.set(true);
            bell.ring();
        });
    }

    @Override
    public void start() {
        running = true;
        senders = IntStream.rangeClosed(1, properties.senders())
                .mapToObj(number ->
                        Thread.ofPlatform().name("mail-" + number).daemon().start(this::sendWhileRunning))
                .toList();
    }

    private void sendWhileRunning() {
        var forgottenAt = System.nanoTime() - FORGET_EVERY_NANOS;
        while (running) {
            try {
                if (System.nanoTime() - forgottenAt >= FORGET_EVERY_NANOS) {
                    postman.forgetRecipients();
                    forgottenAt = System.nanoTime();
                }
                if (nodesMayBeGone.getAndSet(false) || isTimeToTakeBack()) {
                    postman.takeBackFromTheDead();
                }
                var rest = postman.rest(properties.pollEvery());
                if (!rest.isZero()) {
                    bell.listen(rest.plus(PUNCTUALITY));
                } else if (!postman.sendOne()) {
                    bell.listen(PUNCTUALITY);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException | Error failed) {
                LOG.warn("The outbox could not be read", failed);
                pause();
            }
        }
    }

    /** For one of the senders every poll interval. */
    private boolean isTimeToTakeBack() {
        var before = takenBackAt.get();
        var now = System.nanoTime();
        return now - before >= properties.pollEvery().toNanos() && takenBackAt.compareAndSet(before, now);
    }

    private void pause() {
        try {
            bell.listen(properties.pollEvery());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        senders.forEach(sender -> bell.ring());
        try {
            for (var sender : senders) {
                sender.join(LONGEST_WAIT_AT_STOP);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
