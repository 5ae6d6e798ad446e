package io.mooring.task.command;

import static io.mooring.testsupport.task.Tasks.ID;
import static io.mooring.testsupport.task.Tasks.OPENED_AT;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.rule.command.Refusal;
import io.mooring.task.api.ResolveTask;
import io.mooring.task.api.TaskOpened;
import io.mooring.task.api.TaskResolved;
import io.mooring.task.api.TaskRule;
import io.mooring.testsupport.task.Tasks;
import io.mooring.testsupport.time.SettableClock;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ResolveTaskTest {

    private static final String REASON = "talked to the buyer";

    private final AggregateTestFixture<Task> fixture = new AggregateTestFixture<>(Task.class);

    ResolveTaskTest() {
        fixture.registerInjectableResource(new SettableClock());
    }

    @Test
    void a_person_closes_an_open_task() {
        fixture.given(Tasks.opened()).when(new ResolveTask(ID, REASON)).expectEvents(new TaskResolved(ID, REASON, NOW));
    }

    @Test
    void what_a_clock_ahead_of_ours_opened_is_closed_all_the_same() {
        var ahead = NOW.plusSeconds(30);

        fixture.given(new TaskOpened(ID, Tasks.KIND, Tasks.SUBJECT, ahead, null))
                .when(new ResolveTask(ID, REASON))
                .expectEvents(new TaskResolved(ID, REASON, ahead));
    }

    @Test
    void a_closed_task_is_refused() {
        fixture.given(Tasks.opened(), Tasks.settled(OPENED_AT.plusSeconds(1)))
                .when(new ResolveTask(ID, REASON))
                .expectException(Refusal.by(TaskRule.OPEN));
    }
}
