package io.mooring.activation.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ExpireActivation;
import io.mooring.activation.api.ListOverdueActivations;
import io.mooring.activation.api.OverdueActivationView;
import io.mooring.activation.api.RemindActivation;
import io.mooring.audit.api.Actor;
import io.mooring.workbench.Answers;
import io.mooring.workbench.RecordedCommands;
import io.mooring.workbench.RecordedCommands.Sent;
import io.mooring.workbench.SetClock;
import io.mooring.workspace.api.ForgottenBindingView;
import io.mooring.workspace.api.ListForgottenBindings;
import io.mooring.workspace.api.ReleaseWorkspace;
import io.mooring.workspace.api.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.junit.jupiter.api.Test;

class OverdueSweepTest {

    final Instant now = Instant.parse("2026-11-01T10:00:00Z");
    final ActivationId late = new ActivationId("a-1");
    final ActivationId over = new ActivationId("a-2");
    final WorkspaceId workspace = new WorkspaceId("w-1");

    final RecordedCommands commands = new RecordedCommands();
    final Views views = new Views();
    final OverdueSweep sweep = new OverdueSweep(Answers.by(views), commands, new SetClock(now), Duration.ofMinutes(2));

    @Test
    void it_sends_what_nobody_sent() {
        sweep.run();

        assertThat(commands.sent()).containsExactly(expected());
    }

    @Test
    void it_asks_for_a_bounded_number_that_timers_had_their_time_for() {
        sweep.run();

        assertThat(views.asked).isEqualTo(new ListOverdueActivations(now.minus(Duration.ofMinutes(2)), 200));
    }

    @Test
    void a_refused_command_does_not_hold_up_the_others() {
        commands.handleWith(command -> {
            throw new IllegalStateException("refused");
        });

        sweep.run();

        assertThat(commands.sent()).containsExactly(expected());
    }

    private Sent[] expected() {
        var sweeper = Actor.system("activation-sweep");
        return new Sent[] {
            new Sent(new RemindActivation(late), sweeper),
            new Sent(new ExpireActivation(over), sweeper),
            new Sent(new ReleaseWorkspace(workspace, over), sweeper)
        };
    }

    class Views {

        ListOverdueActivations asked = new ListOverdueActivations(Instant.EPOCH, 0);

        @QueryHandler
        List<OverdueActivationView> handle(ListOverdueActivations query) {
            asked = query;
            return List.of(new OverdueActivationView(late, false), new OverdueActivationView(over, true));
        }

        @QueryHandler
        List<ForgottenBindingView> handle(ListForgottenBindings query) {
            return List.of(new ForgottenBindingView(workspace, over));
        }
    }
}
