package io.mooring.activation.command;

import static io.mooring.testbed.CommandSideDatabase.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationRule;
import io.mooring.activation.api.OpenActivations;
import io.mooring.rule.api.RuleViolated;
import io.mooring.testbed.CommandSideDatabase;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcOpenActivationsIT {

    private static final ActivationId ID = new ActivationId("activation-1");

    private final CommandSideDatabase database = new CommandSideDatabase();
    private final OpenActivations doors = new JdbcOpenActivations(database.jdbc);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void nobody_enters_what_was_never_opened() {
        assertThatExceptionOfType(RuleViolated.class)
                .isThrownBy(this::enter)
                .satisfies(refused -> assertThat(refused.rule()).isEqualTo(ActivationRule.OPEN));
    }

    @Test
    void an_open_door_lets_in_a_closed_one_does_not_and_it_can_be_opened_again() {
        database.inTransaction(() -> doors.open(ID));
        assertThat(enter()).isTrue();
        database.inTransaction(() -> doors.close(ID));
        assertThatExceptionOfType(RuleViolated.class).isThrownBy(this::enter);
        database.inTransaction(() -> doors.open(ID));
        assertThat(enter()).isTrue();
    }

    @Test
    void closing_waits_for_everybody_inside() throws Exception {
        database.inTransaction(() -> doors.open(ID));
        var one = database.held(this::pass);
        var other = database.held(this::pass);
        var closing = database.waiting(this::shut);

        one.commit();
        assertThat(closing.isDone()).as("one is still inside").isFalse();
        other.commit();

        assertThat(resultOf(closing)).isTrue();
        assertThatExceptionOfType(RuleViolated.class).isThrownBy(this::enter);
    }

    @Test
    void nobody_enters_while_it_is_being_closed_nor_after() throws Exception {
        database.inTransaction(() -> doors.open(ID));
        var closing = database.held(this::shut);
        var late = database.waiting(this::pass);

        closing.commit();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> resultOf(late))
                .withCauseInstanceOf(RuleViolated.class);
    }

    @Test
    void a_closing_that_is_undone_lets_in() throws Exception {
        database.inTransaction(() -> doors.open(ID));
        var closing = database.held(this::shut);
        var late = database.waiting(this::pass);

        closing.rollBack();

        assertThat(resultOf(late)).isTrue();
    }

    private boolean enter() {
        return database.inTransaction(this::pass);
    }

    private boolean pass() {
        doors.enter(ID);
        return true;
    }

    private boolean shut() {
        doors.close(ID);
        return true;
    }
}
