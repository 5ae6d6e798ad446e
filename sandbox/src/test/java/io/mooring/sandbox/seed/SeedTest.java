package io.mooring.sandbox.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.billing.api.RegisterBillingAccount;
import io.mooring.privacy.api.ServerKey;
import io.mooring.sandbox.aws.SandboxListing;
import io.mooring.verification.api.CodeValidity;
import io.mooring.verification.api.VerificationCodes;
import io.mooring.verification.api.VerificationOutcome;
import io.mooring.verification.api.VerifyEmail;
import io.mooring.workspace.api.BindWorkspace;
import io.mooring.workspace.api.CreateWorkspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedTest {

    private final VerificationCodes codes =
            new VerificationCodes(ServerKey.master(Base64.getEncoder().encodeToString(new byte[32])));
    private final Recorded engine = new Recorded(codes);

    @Test
    void three_workspaces_of_one_billing_account_of_which_one_is_paid_for() {
        sow();

        var workspaces = engine.of(CreateWorkspace.class);
        assertThat(workspaces)
                .extracting(CreateWorkspace::name)
                .containsExactly("harbor-logs", "harbor-metrics", "harbor-traces");
        assertThat(engine.of(BindWorkspace.class))
                .extracting(BindWorkspace::workspaceId)
                .containsExactly(workspaces.getLast().workspaceId());
    }

    @Test
    void sowing_again_says_the_same_again() {
        sow();
        var first = List.copyOf(engine.commands);
        engine.commands.clear();

        sow();

        assertThat(engine.commands).isEqualTo(first);
    }

    @Test
    void nothing_is_registered_on_a_proof_that_failed() {
        var other = new VerificationCodes(ServerKey.master(Base64.getEncoder().encodeToString(new byte[] {
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
        })));

        assertThatThrownBy(() -> new Seed(engine, other, SandboxListing.OBSERVABILITY, "customer").sow())
                .isInstanceOf(IllegalStateException.class);
        assertThat(engine.of(RegisterBillingAccount.class)).isEmpty();
    }

    private void sow() {
        new Seed(engine, codes, SandboxListing.OBSERVABILITY, "customer").sow();
    }

    private static final class Recorded implements Commands {

        private final List<Object> commands = new ArrayList<>();
        private final VerificationCodes codes;

        Recorded(VerificationCodes codes) {
            this.codes = codes;
        }

        @Override
        public void send(Object command, Actor actor) {
            commands.add(command);
        }

        @Override
        public <R> R ask(Object command, Class<R> answer, Actor actor) {
            commands.add(command);
            Object said = command instanceof VerifyEmail typed
                    ? new VerificationOutcome(codes.matches(typed.verificationId(), 1, typed.code()), 4)
                    : new CodeValidity(Instant.EPOCH, Instant.EPOCH);
            return answer.cast(said);
        }

        <C> List<C> of(Class<C> type) {
            return commands.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }
}
