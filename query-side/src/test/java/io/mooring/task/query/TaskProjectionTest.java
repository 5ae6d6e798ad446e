package io.mooring.task.query;

import static io.mooring.testsupport.task.Tasks.OPENED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.query.Stream;
import io.mooring.query.ViewDatabase;
import io.mooring.task.api.FindOpenTaskCount;
import io.mooring.task.api.ListOpenTasks;
import io.mooring.task.api.TaskKind;
import io.mooring.task.api.TaskOpened;
import io.mooring.task.api.TaskView;
import io.mooring.testsupport.task.Tasks;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TaskProjectionTest {

    final ViewDatabase database = new ViewDatabase();
    final Stream stream = new Stream(new TaskProjection(database.jdbc()));
    final TaskQueries queries = new TaskQueries(database.jdbc());

    @Test
    void an_open_task_is_listed_and_counted_until_it_is_closed() {
        stream.deliver(Tasks.opened());

        assertThat(queries.handle(new ListOpenTasks(10)))
                .containsExactly(
                        new TaskView(Tasks.ID, Tasks.KIND, Tasks.SUBJECT, OPENED_AT, null, TaskKind.ADVISORY.advice()));
        assertThat(queries.handle(new FindOpenTaskCount(TaskKind.ADVISORY))).contains(1L);
        assertThat(queries.handle(new FindOpenTaskCount(TaskKind.CONTRADICTION)))
                .contains(0L);

        stream.deliver(Tasks.resolved(OPENED_AT.plusSeconds(1)));

        assertThat(queries.handle(new ListOpenTasks(10))).isEmpty();
    }

    @Test
    void what_is_open_about_an_agreement_is_found_by_its_kind() {
        stream.deliver(Tasks.opened());
        var agreement = Objects.requireNonNull(Tasks.SUBJECT.awsAgreementId());

        assertThat(queries.ofAgreement(Tasks.KIND, agreement))
                .extracting(TaskView::taskId)
                .containsExactly(Tasks.ID);
        assertThat(queries.ofAgreement(TaskKind.CANCELLATION_REQUESTED, agreement))
                .isEmpty();
        assertThat(queries.ofAgreement(Tasks.KIND, "agmt-other")).isEmpty();
    }

    @Test
    void an_end_between_two_beginnings_leaves_it_open() {
        stream.deliver(Tasks.opened(), Tasks.settled(OPENED_AT.minusSeconds(1)));

        assertThat(queries.handle(new ListOpenTasks(10))).hasSize(1);
    }

    @Test
    void what_is_said_again_is_open_since_it_was_said_first() {
        stream.deliver(Tasks.opened(), opened(OPENED_AT.plusSeconds(120)));

        assertThat(queries.handle(new ListOpenTasks(10)))
                .extracting(TaskView::openedAt)
                .containsExactly(OPENED_AT);

        stream.deliver(Tasks.settled(OPENED_AT.plusSeconds(60)));

        assertThat(queries.handle(new ListOpenTasks(10)))
                .extracting(TaskView::openedAt)
                .containsExactly(OPENED_AT.plusSeconds(120));

        stream.deliver(Tasks.settled(OPENED_AT.plusSeconds(120)));

        assertThat(queries.handle(new ListOpenTasks(10))).isEmpty();
    }

    private static TaskOpened opened(Instant at) {
        return new TaskOpened(Tasks.ID, Tasks.KIND, Tasks.SUBJECT, at, null);
    }

    @Test
    void a_repetition_and_two_replays_give_the_same_rows() {
        stream.deliver(Tasks.opened());
        var once = database.rows();

        stream.deliver(Tasks.opened());
        assertThat(database.rows()).isEqualTo(once);
        stream.reset().deliver(Tasks.opened());
        assertThat(database.rows()).isEqualTo(once);
    }
}
