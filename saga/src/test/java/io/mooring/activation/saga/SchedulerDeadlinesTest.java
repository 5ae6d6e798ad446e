package io.mooring.activation.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ExpireActivation;
import io.mooring.activation.api.RemindActivation;
import io.mooring.audit.api.Actor;
import io.mooring.workbench.RecordedCommands;
import io.mooring.workbench.RecordedCommands.Sent;
import io.mooring.workbench.SagaDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

class SchedulerDeadlinesTest {

    final SagaDatabase database = new SagaDatabase();
    final RecordedCommands commands = new RecordedCommands();
    final SettableClock clock = new SettableClock();
    final ManualScheduler scheduler = TestHelper.createManualScheduler(
                    new TransactionAwareDataSourceProxy(database.dataSource()),
                    List.of(DeadlineTasks.reminder(commands), DeadlineTasks.expiry(commands)))
            .clock(clock)
            .build();
    final ActivationDeadlines deadlines = new SchedulerDeadlines(new Appointments(database.jdbc(), "scheduled_tasks"));

    final ActivationId activation = new ActivationId("a-1");
    final Instant start = Instant.parse("2026-11-01T10:00:00Z");
    final Instant remindAt = start.plus(Duration.ofDays(1));
    final Instant expiresAt = start.plus(Duration.ofDays(30));
    final Sent reminder = new Sent(new RemindActivation(activation), Actor.system("activation-reminder"));
    final Sent expiry = new Sent(new ExpireActivation(activation), Actor.system("activation-expiry"));

    @BeforeEach
    void the_clock_stands_at_the_start() {
        clock.set(start);
    }

    @Test
    void each_deadline_sends_its_command_at_its_time_and_once() {
        deadlines.arm(activation, remindAt, expiresAt);

        runAt(remindAt.minusMillis(1));
        assertThat(commands.sent()).isEmpty();

        runAt(remindAt);
        runAt(expiresAt.minusMillis(1));
        assertThat(commands.sent()).containsExactly(reminder);

        runAt(expiresAt);
        runAt(expiresAt.plus(Duration.ofDays(1)));
        assertThat(commands.sent()).containsExactly(reminder, expiry);
        assertThat(armed()).isZero();
    }

    @Test
    void arming_again_replaces() {
        deadlines.arm(activation, remindAt, expiresAt);
        deadlines.arm(activation, remindAt.plusSeconds(60), expiresAt.plusSeconds(60));

        runAt(remindAt);
        assertThat(commands.sent()).isEmpty();
        assertThat(armed()).isEqualTo(2);

        runAt(remindAt.plusSeconds(60));
        assertThat(commands.sent()).containsExactly(reminder);
    }

    @Test
    void cancelled_deadlines_never_come() {
        deadlines.arm(activation, remindAt, expiresAt);
        deadlines.arm(new ActivationId("a-2"), remindAt, expiresAt);

        deadlines.cancel(activation);
        deadlines.cancel(activation);

        assertThat(armed()).isEqualTo(2);
        runAt(expiresAt);
        assertThat(commands.sent()).doesNotContain(reminder, expiry).hasSize(2);
    }

    @Test
    void what_is_armed_in_a_transaction_that_fails_is_not_armed() {
        deadlines.arm(activation, remindAt, expiresAt);

        assertThatThrownBy(() -> database.transaction().executeWithoutResult(transaction -> {
                    deadlines.arm(activation, start, start);
                    deadlines.arm(new ActivationId("a-2"), start, start);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        runAt(start);
        assertThat(commands.sent()).isEmpty();
        assertThat(armed()).isEqualTo(2);
    }

    @Test
    void a_saga_may_cancel_and_arm_while_a_deadline_is_being_met() {
        deadlines.arm(activation, remindAt, expiresAt);
        commands.handleWith(command -> database.transaction().executeWithoutResult(transaction -> {
            deadlines.cancel(activation);
            deadlines.arm(activation, remindAt, expiresAt.plusSeconds(1));
        }));

        runAt(remindAt);

        assertThat(commands.sent()).containsExactly(reminder);
        runAt(expiresAt);
        assertThat(commands.sent()).containsExactly(reminder);
        runAt(expiresAt.plusSeconds(1));
        assertThat(commands.sent()).containsExactly(reminder, expiry);
    }

    @Test
    void a_deadline_whose_command_fails_comes_again() {
        deadlines.arm(activation, remindAt, expiresAt);
        commands.handleWith(command -> {
            throw new IllegalStateException("the store is away");
        });
        runAt(remindAt);
        commands.handleWith(command -> {});

        runAt(remindAt.plusSeconds(29));
        assertThat(commands.sent()).hasSize(1);
        runAt(remindAt.plusSeconds(31));
        assertThat(commands.sent()).containsExactly(reminder, reminder);
        assertThat(armed()).isOne();
    }

    private void runAt(Instant now) {
        clock.set(now);
        scheduler.runAnyDueExecutions();
    }

    private int armed() {
        return database.jdbc()
                .sql("select count(*) from scheduled_tasks")
                .query(Integer.class)
                .single();
    }
}
