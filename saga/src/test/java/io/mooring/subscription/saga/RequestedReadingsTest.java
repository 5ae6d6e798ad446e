package io.mooring.subscription.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.mooring.subscription.api.MarketplaceReadings;
import io.mooring.subscription.api.ReadingCause;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.task.api.TaskKind;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Questions to AWS from the request to the answer, on the real scheduler's table. */
class RequestedReadingsTest extends ClocksOfTest {

    @Test
    void requests_that_come_close_together_are_one_question() {
        requests.request(id, ReadingCause.MESSAGE);
        requests.request(id, ReadingCause.MESSAGE);

        runAt(start.plusSeconds(2));

        assertThat(aws.asked).containsExactly("s-1 MESSAGE");
        assertThat(armed()).isZero();
    }

    @Test
    void each_question_waits_for_its_turn() {
        var waits = new ArrayList<Duration>();
        var oneASecond = new Pace(1, new StandingStill(), nanos -> waits.add(Duration.ofNanos(nanos)));
        var paced = manual(RequestedReadings.TABLE, questions(oneASecond, () -> false));
        requests.request(id, ReadingCause.MESSAGE);
        requests.request(new SubscriptionId("s-2"), ReadingCause.MESSAGE);

        time.set(start.plusSeconds(2));
        paced.runAnyDueExecutions();

        assertThat(aws.asked).containsExactlyInAnyOrder("s-1 MESSAGE", "s-2 MESSAGE");
        assertThat(waits).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void what_is_requested_while_aws_is_being_asked_is_asked_once_more_afterwards() {
        requests.request(id, ReadingCause.MESSAGE);
        aws.meanwhile = () -> requests.request(id, ReadingCause.MESSAGE);

        runAt(start.plusSeconds(2));
        aws.meanwhile = () -> {};
        runAt(start.plusSeconds(4));

        assertThat(aws.asked).containsExactly("s-1 MESSAGE", "s-1 MESSAGE");
        assertThat(armed()).isZero();
    }

    @Test
    void while_aws_does_not_answer_it_is_asked_with_growing_pauses_and_after_a_day_a_person() {
        aws.meanwhile = () -> {
            throw new MarketplaceReadings.MarketplaceUnavailable("away");
        };
        requests.request(id, ReadingCause.MESSAGE);

        var now = start;
        for (var round = 0; round < 400 && armed() > 0; round++) {
            now = now.plus(Duration.ofMinutes(10));
            runAt(now);
        }

        assertThat(aws.asked).hasSize(ReadingTasks.TRIES + 1);
        assertThat(opened()).containsExactly(TaskKind.AWS_SILENT);
        assertThat(Duration.between(start, now)).isGreaterThan(Duration.ofHours(20));
    }

    @Test
    void what_is_asked_for_while_both_rows_are_being_met_is_asked_once_more() {
        requests.request(id, ReadingCause.MESSAGE);
        aws.meanwhile = () -> {
            aws.meanwhile = () -> {};
            requests.request(id, ReadingCause.MESSAGE);
            database.jdbc()
                    .sql("update scheduled_readings set picked = true, picked_by = 'other', last_heartbeat = now()"
                            + " where task_instance = 's-1+'")
                    .update();
            requests.request(id, ReadingCause.MESSAGE);
        };
        runAt(start.plusSeconds(2));
        database.jdbc()
                .sql("delete from scheduled_readings where task_instance = 's-1+'")
                .update();

        runAt(start.plusSeconds(10));

        assertThat(aws.asked).containsExactly("s-1 MESSAGE", "s-1 MESSAGE");
    }

    @Test
    void while_a_view_is_being_made_anew_nothing_is_compared_with_it() {
        replayed = "entitlement-view";
        requests.request(id, ReadingCause.MESSAGE);
        requests.requestAll();

        runAt(start.plusSeconds(2));
        runAt(start.plusSeconds(32));
        assertThat(aws.asked).isEmpty();
        assertThat(aws.rounds).isZero();

        replayed = null;
        runAt(start.plusSeconds(62));
        runAt(start.plusSeconds(62));
        assertThat(aws.asked).containsExactly("s-1 MESSAGE");
        assertThat(aws.rounds).isOne();
    }

    @Test
    void a_round_that_is_asked_for_is_the_next_thing_that_is_done() {
        requests.requestAll();
        requests.requestAll();
        runAt(start);
        assertThat(aws.rounds).isOne();

        runAt(start.plus(Duration.ofMinutes(14)));
        assertThat(aws.rounds).isOne();
        requests.requestAll();
        runAt(start.plus(Duration.ofMinutes(14)));
        assertThat(aws.rounds).isEqualTo(2);
    }

    @Test
    void a_round_that_is_asked_for_while_one_is_under_way_begins_when_that_has_ended() {
        aws.meanwhile = () -> {
            aws.meanwhile = () -> {};
            requests.requestAll();
            requests.requestAll();
        };
        requests.requestAll();
        runAt(start);
        assertThat(aws.rounds).isOne();

        runAt(start.plusSeconds(5));
        runAt(start.plusSeconds(5));
        assertThat(aws.rounds).isEqualTo(2);

        runAt(start.plus(Duration.ofMinutes(14)));
        assertThat(aws.rounds).isEqualTo(2);
    }

    @Test
    void a_round_waits_for_the_one_that_another_node_has_under_way() {
        requests.requestAll();
        pick("reconciliation", true);
        requests.requestAll();
        runAt(start);
        runAt(start.plusSeconds(5));
        assertThat(aws.rounds).isZero();

        pick("reconciliation", false);
        runAt(start.plusSeconds(10));
        assertThat(aws.rounds).isOne();
        assertThat(armed()).isOne();
    }

    @Test
    void a_round_that_a_node_breaks_off_because_it_stops_is_done_again() {
        requests.requestAll();
        aws.meanwhile = () -> {
            aws.meanwhile = () -> {};
            Thread.currentThread().interrupt();
        };
        runAt(start);
        assertThat(Thread.interrupted()).isTrue();

        runAt(start.plusSeconds(5));
        runAt(start.plusSeconds(5));

        assertThat(aws.rounds).isEqualTo(2);
    }

    /** As another node does. */
    private void pick(String task, boolean picked) {
        database.jdbc()
                .sql("update scheduled_readings set picked = :picked, picked_by = 'other', last_heartbeat = now()"
                        + " where task_name = :task")
                .param("picked", picked)
                .param("task", task)
                .update();
    }

    private static final class StandingStill implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return 0;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
