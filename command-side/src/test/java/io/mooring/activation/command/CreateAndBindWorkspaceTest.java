package io.mooring.activation.command;

import static io.mooring.testsupport.workspace.Workspaces.ACTIVATION;
import static io.mooring.testsupport.workspace.Workspaces.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.activation.api.ActivationRule;
import io.mooring.activation.api.CreateAndBindWorkspace;
import io.mooring.console.api.ConsoleRule;
import io.mooring.console.api.RegisterConsoleAccount;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.rule.api.Rule;
import io.mooring.rule.api.RuleViolated;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.console.ConsoleAccounts;
import io.mooring.testsupport.privacy.TestKeys;
import io.mooring.testsupport.verification.Verifications;
import io.mooring.testsupport.workspace.Workspaces;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationRule;
import io.mooring.workspace.api.TemplateLanguage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreateAndBindWorkspaceTest {

    private static final RegisterConsoleAccount NEW_ACCOUNT =
            ConsoleAccounts.registration(ConsoleAccounts.ID, Purpose.CONSOLE);

    private final WizardFixture wizard = new WizardFixture();

    @Test
    void the_account_of_the_proven_mailbox_gets_a_bound_workspace() {
        wizard.proofs.record(Verifications.verified(Purpose.CONSOLE, null));
        consoleAccountExists();

        wizard.domain.send(creation(null));

        assertThat(wizard.domain.history()).containsExactly(Workspaces.created(), Workspaces.bound());
    }

    @Test
    void a_new_account_is_registered_along_with_it() {
        wizard.proofs.record(Verifications.verified(Purpose.CONSOLE, null));

        wizard.domain.send(creation(NEW_ACCOUNT));

        assertThat(wizard.domain.history())
                .containsExactly(ConsoleAccounts.registered(), Workspaces.created(), Workspaces.bound());
    }

    @Test
    void a_second_press_of_the_same_button_does_nothing() {
        wizard.proofs.record(Verifications.verified(Purpose.CONSOLE, null));
        wizard.domain.send(creation(NEW_ACCOUNT));
        var once = wizard.domain.history();

        wizard.domain.send(creation(NEW_ACCOUNT));

        assertThat(wizard.domain.history()).isEqualTo(once);
    }

    @Test
    void a_mailbox_without_an_account_names_none() {
        wizard.proofs.record(Verifications.verified(Purpose.CONSOLE, null));

        refusedBy(ConsoleRule.ACCOUNT_KNOWN, creation(null));
    }

    @Test
    void an_account_is_named_only_by_who_reads_its_mailbox() {
        consoleAccountExists();

        refusedBy(VerificationRule.MAILBOX_PROVEN, creation(null));
    }

    @Test
    void a_proof_for_another_purpose_names_no_account() {
        wizard.proofs.record(Verifications.verified(Purpose.REGISTER, null));
        consoleAccountExists();

        refusedBy(VerificationRule.MAILBOX_PROVEN, creation(null));
    }

    @Test
    void a_closed_activation_refuses_all_of_it() {
        wizard.proofs.record(Verifications.verified(Purpose.CONSOLE, null));
        wizard.door.close(ACTIVATION);

        refusedBy(ActivationRule.OPEN, creation(NEW_ACCOUNT));
    }

    @Test
    void a_new_account_with_a_taken_name_refuses_all_of_it() {
        wizard.proofs.record(Verifications.verified(Purpose.CONSOLE, null));
        wizard.reservations.reserve(
                Scope.CONSOLE_USER_NAME, TestKeys.LOOKUP.ofUserName(ConsoleAccounts.USER_NAME), "somebody-else");

        refusedBy(ConsoleRule.USER_NAME_FREE, creation(NEW_ACCOUNT));
    }

    private void consoleAccountExists() {
        wizard.reservations.reserve(
                Scope.CONSOLE_MAILBOX, TestKeys.LOOKUP.ofMailbox(Verifications.MAILBOX), ConsoleAccounts.ID.value());
    }

    private void refusedBy(Rule rule, CreateAndBindWorkspace command) {
        assertThatExceptionOfType(RuleViolated.class)
                .isThrownBy(() -> wizard.domain.send(command))
                .satisfies(refused -> assertThat(refused.rule()).isEqualTo(rule));
        assertThat(wizard.domain.history()).isEmpty();
    }

    private static CreateAndBindWorkspace creation(@Nullable RegisterConsoleAccount newAccount) {
        return new CreateAndBindWorkspace(
                ACTIVATION,
                SUBSCRIPTION,
                BillingAccounts.ID,
                Verifications.ID,
                newAccount,
                Workspaces.ID,
                Workspaces.NAME,
                Workspaces.SITE,
                TemplateLanguage.ZH,
                BillingAccounts.TERMS);
    }
}
