package io.mooring.subscription.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.saga.Schedulers;
import io.mooring.subscription.api.BuyerLanded;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which question is put first when many are due. */
class HastenedReadingsTest extends ClocksOfTest {

    @Test
    void what_somebody_waits_for_is_asked_before_all_others() {
        var landed = new SubscriptionId("s-2");
        List.of(id, landed, new SubscriptionId("s-3")).forEach(each -> requests.request(each, ReadingCause.MESSAGE));
        effector.on(landed(landed));
        requests.request(new SubscriptionId("s-4"), ReadingCause.OPERATOR);
        requests.request(new SubscriptionId("s-5"), ReadingCause.UNCONFIRMED);
        regularRoundAt(start.plus(Duration.ofMinutes(15)));
        time.set(start.plusSeconds(10));
        requests.requestAnotherRound();

        assertThat(askedByOneThread(6))
                .startsWith("s-2 MESSAGE", "s-4 OPERATOR", "s-5 UNCONFIRMED")
                .containsSubsequence("round", "s-1 MESSAGE");
    }

    @Test
    void what_another_transaction_has_in_hand_is_not_waited_for() {
        requests.request(id, ReadingCause.MESSAGE);

        database.transaction().executeWithoutResult(intake -> {
            requests.request(id, ReadingCause.MESSAGE);
            CompletableFuture.runAsync(() -> requests.hasten(id))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        });

        assertThat(isHastened(id)).isFalse();
    }

    @Test
    void a_confirmation_that_somebody_waits_for_hastens_what_it_has_aws_asked() {
        requests.request(id, ReadingCause.MESSAGE);
        effector.on(new SubscriptionConfirmed(id, activation, null, false, start));
        assertThat(isHastened(id)).isFalse();

        effector.on(landed(id));
        database.jdbc()
                .sql("delete from scheduled_readings where task_name = 'purchase-reading'")
                .update();
        requests.request(id, ReadingCause.MESSAGE);
        assertThat(isHastened(id)).isFalse();
        effector.on(new SubscriptionConfirmed(id, activation, null, false, start));

        assertThat(isHastened(id)).isTrue();
        requests.request(id, ReadingCause.MESSAGE);
        assertThat(isHastened(id)).as("moved").isTrue();
    }

    /** In the order in which a node asks that does one thing at a time. */
    private List<String> askedByOneThread(int questions) {
        var all = new CountDownLatch(questions);
        var order = new ArrayList<String>();
        aws.meanwhile = () -> {
            order.add(aws.rounds > Collections.frequency(order, "round") ? "round" : aws.asked.getLast());
            all.countDown();
        };
        var tasks = new ReadingTasks(aws, requests, commands, new Pace(1_000), () -> false);
        var running = new Schedulers(database.dataSource(), clock, Duration.ofMillis(100))
                .byUrgency(
                        RequestedReadings.TABLE,
                        1,
                        List.of(tasks.purchase(), tasks.allAgain()),
                        List.of(tasks.all(Duration.ofMinutes(15))));
        running.start();
        try {
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        } finally {
            running.stop();
        }
        return order;
    }

    /** As the scheduler has it. */
    private void regularRoundAt(Instant due) {
        database.jdbc()
                .sql(
                        "insert into scheduled_readings (task_name, task_instance, execution_time, picked, version, priority)"
                                + " values ('reconciliation', 'recurring', :due, false, 1, 90)")
                .param("due", due.atOffset(ZoneOffset.UTC))
                .update();
    }

    private BuyerLanded landed(SubscriptionId where) {
        return new BuyerLanded(where, ActivationId.of(where, 1), null, start);
    }

    private boolean isHastened(SubscriptionId of) {
        return database.jdbc()
                .sql(
                        "select priority > 50 from scheduled_readings where task_name = 'purchase-reading' and task_instance = :id")
                .param("id", of.value())
                .query(Boolean.class)
                .single();
    }
}
