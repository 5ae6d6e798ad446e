package io.mooring.activation.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.eventstore.processing.PostgresNotifications;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.web.Queries;
import io.mooring.web.Workers;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.StubQueries;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.core.Notification;
import reactor.test.StepVerifier;

class ActivationViewListenerTest {

    static final Duration SOON = Duration.ofSeconds(10);
    static final SubscriptionId WATCHED = new SubscriptionId("watched");

    final StubQueries queries = new StubQueries();
    final Workers oneAfterTheOther = new Workers("test-worker", 1, 16);
    final LiveActivations live = new LiveActivations(new CurrentActivations(new Queries(queries)), oneAfterTheOther);
    final CountDownLatch hearing = new CountDownLatch(1);
    final SynchronousQueue<String> silence = new SynchronousQueue<>();
    final PostgresNotifications notifications = new PostgresNotifications(this::alwaysSomethingElse);
    final ActivationViewListener listener = new ActivationViewListener(
            notifications,
            live,
            new StreamProperties(Duration.ofSeconds(5), Duration.ofMinutes(15), 6, 10, Duration.ofSeconds(2)));

    @AfterEach
    void close() {
        listener.stop();
        notifications.close();
        oneAfterTheOther.close();
    }

    @Test
    void what_could_not_be_read_is_read_again_even_while_others_keep_changing() throws Exception {
        listener.start();
        notifications.start();
        assertThat(hearing.await(10, TimeUnit.SECONDS)).isTrue();
        queries.fail(new FindCurrentActivation(WATCHED), new IllegalStateException("away"));

        StepVerifier.create(live.watch(WATCHED))
                .then(() -> {
                    oneAfterTheOther.call(() -> "the first read has failed").block(SOON);
                    queries.answer(new FindCurrentActivation(WATCHED), SampleActivations.open(WATCHED));
                })
                .expectNextCount(1)
                .thenCancel()
                .verify(SOON);
    }

    /** A connection that tells of another subscription a hundred times a second. */
    private Connection alwaysSomethingElse() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class, PGConnection.class},
                (self, method, arguments) -> answer(self, method.getName()));
    }

    private @Nullable Object answer(Object self, String method) throws InterruptedException {
        return switch (method) {
            case "unwrap" -> self;
            case "createStatement" ->
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {java.sql.Statement.class},
                        (statement, called, given) -> called.getName().equals("execute") ? false : null);
            case "getNotifications" -> {
                hearing.countDown();
                assertThat(silence.poll(10, TimeUnit.MILLISECONDS)).isNull();
                yield new PGNotification[] {new Notification(ActivationViewListener.CHANNEL, 1, "another")};
            }
            default -> null;
        };
    }
}
