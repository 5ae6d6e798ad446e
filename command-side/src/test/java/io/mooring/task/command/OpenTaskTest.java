package io.mooring.task.command;

import static io.mooring.testsupport.task.Tasks.KIND;
import static io.mooring.testsupport.task.Tasks.OPENED_AT;
import static io.mooring.testsupport.task.Tasks.SUBJECT;

import io.mooring.subscription.api.Heard;
import io.mooring.subscription.api.Hearing;
import io.mooring.task.api.OpenTask;
import io.mooring.task.api.TaskOpened;
import io.mooring.testsupport.task.Tasks;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class OpenTaskTest {

    private final AggregateTestFixture<Task> fixture = new AggregateTestFixture<>(Task.class);

    @Test
    void a_matter_is_opened_once() {
        fixture.givenNoPriorActivity().when(open(OPENED_AT)).expectEvents(Tasks.opened());
        fixture.given(Tasks.opened())
                .when(open(OPENED_AT))
                .expectResultMessagePayload(new Hearing(Heard.TOLD_BEFORE, "open", OPENED_AT))
                .expectNoEvents();
    }

    @Test
    void what_is_older_than_its_end_is_not_opened_again_whichever_was_learnt_first() {
        fixture.given(Tasks.settled(OPENED_AT)).when(open(OPENED_AT)).expectNoEvents();
        fixture.given(Tasks.opened(), Tasks.resolved(OPENED_AT.plusSeconds(60)))
                .when(open(OPENED_AT.plusSeconds(30)))
                .expectResultMessagePayload(new Hearing(Heard.OLDER, "closed", OPENED_AT.plusSeconds(60)))
                .expectNoEvents();
    }

    @Test
    void what_is_said_after_the_end_opens_it_again() {
        var again = OPENED_AT.plusSeconds(120);

        fixture.given(Tasks.opened(), Tasks.resolved(OPENED_AT.plusSeconds(60)))
                .when(open(again))
                .expectEvents(new TaskOpened(Tasks.ID, KIND, SUBJECT, again, null));
    }

    @Test
    void an_end_between_two_beginnings_does_not_close_the_second_one() {
        var again = OPENED_AT.plusSeconds(120);

        fixture.given(Tasks.opened())
                .when(open(again))
                .expectEvents(new TaskOpened(Tasks.ID, KIND, SUBJECT, again, null));
    }

    private static OpenTask open(Instant at) {
        return new OpenTask(KIND, SUBJECT, at, null);
    }
}
