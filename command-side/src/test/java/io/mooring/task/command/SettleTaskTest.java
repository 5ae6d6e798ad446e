package io.mooring.task.command;

import static io.mooring.testsupport.task.Tasks.ID;
import static io.mooring.testsupport.task.Tasks.OPENED_AT;

import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.task.api.SettleTask;
import io.mooring.testsupport.task.Tasks;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class SettleTaskTest {

    private final AggregateTestFixture<Task> fixture = new AggregateTestFixture<>(Task.class);

    @Test
    void an_open_task_settles_itself_once() {
        var end = OPENED_AT.plusSeconds(60);

        fixture.given(Tasks.opened()).when(new SettleTask(ID, end, false)).expectEvents(Tasks.settled(end));
        fixture.given(Tasks.opened(), Tasks.settled(end))
                .when(new SettleTask(ID, end, false))
                .expectResultMessagePayload(new Hearing(Heard.TOLD_BEFORE, "closed", end))
                .expectNoEvents();
    }

    @Test
    void what_is_open_is_closed_even_by_what_was_said_before_it_was_opened() {
        fixture.given(Tasks.opened())
                .when(new SettleTask(ID, OPENED_AT.minusSeconds(60), false))
                .expectEvents(Tasks.settled(OPENED_AT));
    }

    @Test
    void an_end_that_comes_first_is_kept_where_the_beginning_may_still_come() {
        fixture.givenNoPriorActivity()
                .when(new SettleTask(ID, OPENED_AT, false))
                .expectNoEvents();
        fixture.givenNoPriorActivity().when(new SettleTask(ID, OPENED_AT, true)).expectEvents(Tasks.settled(OPENED_AT));
    }
}
