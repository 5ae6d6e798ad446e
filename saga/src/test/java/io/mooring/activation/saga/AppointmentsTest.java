package io.mooring.activation.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.mooring.workbench.SagaDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

class AppointmentsTest {

    private static final TaskDescriptor<String> TOLD = TaskDescriptor.of("told", String.class);
    private static final TaskDescriptor<Void> RUNG = TaskDescriptor.of("rung");

    private final Instant start = Instant.parse("2026-11-01T10:00:00Z");
    private final SagaDatabase database = new SagaDatabase();
    private final SettableClock clock = new SettableClock();
    private final List<String> met = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final ManualScheduler scheduler = TestHelper.createManualScheduler(
                    new TransactionAwareDataSourceProxy(database.dataSource()),
                    List.of(
                            Tasks.oneTime(TOLD).execute((instance, context) -> met.add(instance.getData())),
                            Tasks.oneTime(RUNG).execute((instance, context) -> {
                                met.add(instance.getId());
                                meanwhile.run();
                            })))
            .clock(clock)
            .build();
    private final Appointments appointments = new Appointments(database.jdbc(), "scheduled_tasks");

    @BeforeEach
    void the_clock_stands_at_the_start() {
        clock.set(start);
    }

    @Test
    void one_is_met_with_what_it_was_told_last() {
        assertThat(appointments.make(TOLD, "a", "first", start)).isTrue();
        assertThat(appointments.make(TOLD, "a", "second", start.plusSeconds(5))).isTrue();

        runAt(start.plusSeconds(4));
        assertThat(met).isEmpty();
        runAt(start.plusSeconds(5));
        assertThat(met).containsExactly("second");
    }

    @Test
    void one_that_is_moved_has_not_failed_yet() {
        appointments.make(RUNG, "a", null, start);
        meanwhile = () -> {
            throw new IllegalStateException("AWS is away");
        };
        runAt(start);
        assertThat(failures()).isOne();

        appointments.make(RUNG, "a", null, start.plusSeconds(5));

        assertThat(failures()).isZero();
    }

    @Test
    void the_first_one_stays_where_only_the_first_is_wanted() {
        appointments.makeFirst(RUNG, "a", start);
        appointments.makeFirst(RUNG, "a", start.plusSeconds(5));

        runAt(start);
        assertThat(met).containsExactly("a");
    }

    @Test
    void one_is_moved_to_what_is_sooner_only() {
        assertThat(appointments.makeSooner(RUNG, "a", start.plusSeconds(5))).isTrue();
        assertThat(appointments.makeSooner(RUNG, "a", start.plusSeconds(9))).isFalse();
        runAt(start.plusSeconds(5));
        assertThat(met).containsExactly("a");

        appointments.makeSooner(RUNG, "b", start.plusSeconds(20));
        assertThat(appointments.makeSooner(RUNG, "b", start.plusSeconds(10))).isTrue();
        runAt(start.plusSeconds(10));
        assertThat(met).containsExactly("a", "b");
    }

    @Test
    void those_named_are_taken_back_and_no_other() {
        appointments.make(RUNG, "a", null, start);
        appointments.make(RUNG, "b", null, start);
        appointments.make(TOLD, "a", "told", start);

        appointments.cancel("a", List.of(RUNG));

        runAt(start);
        assertThat(met).containsExactlyInAnyOrder("b", "told");
    }

    @Test
    void what_is_being_met_is_neither_moved_nor_taken_back() {
        appointments.make(RUNG, "a", null, start);
        var made = new ArrayList<Boolean>();
        meanwhile = () -> {
            made.add(appointments.make(RUNG, "a", null, start.plusSeconds(5)));
            made.add(appointments.makeSooner(RUNG, "a", start.minusSeconds(5)));
            appointments.makeFirst(RUNG, "a", start.plusSeconds(5));
            appointments.cancel("a", List.of(RUNG));
            made.add(rows() == 1);
        };

        runAt(start);
        runAt(start.plusSeconds(5));

        assertThat(made).containsExactly(false, false, true);
        assertThat(met).containsExactly("a");
        assertThat(rows()).isZero();
    }

    private void runAt(Instant now) {
        clock.set(now);
        scheduler.runAnyDueExecutions();
    }

    private int rows() {
        return number("select count(*) from scheduled_tasks");
    }

    private int failures() {
        return number("select consecutive_failures from scheduled_tasks");
    }

    private int number(String query) {
        return database.jdbc().sql(query).query(Integer.class).single();
    }
}
