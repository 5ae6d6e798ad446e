package io.mooring.activation.command;

import static io.mooring.testsupport.workspace.Workspaces.ACTIVATION;
import static io.mooring.testsupport.workspace.Workspaces.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.activation.api.Activate;
import io.mooring.activation.api.ActivationRule;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingRule;
import io.mooring.console.api.ConsoleRule;
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
import org.junit.jupiter.api.Test;

class ActivateTest {

    private static final Activate PRESS = press(BillingAccounts.ID);

    private final WizardFixture wizard = new WizardFixture();

    ActivateTest() {
        wizard.proofs.record(Verifications.verified(Purpose.REGISTER, null));
    }

    @Test
    void one_press_registers_both_accounts_and_binds_a_new_workspace() {
        wizard.domain.send(PRESS);

        assertThat(wizard.domain.history())
                .containsExactly(
                        BillingAccounts.registered(),
                        BillingAccounts.boundTo(ACTIVATION),
                        ConsoleAccounts.registered(),
                        Workspaces.created(),
                        Workspaces.bound());
    }

    @Test
    void a_second_press_of_the_same_button_does_nothing() {
        wizard.domain.send(PRESS);
        var once = wizard.domain.history();
        wizard.domain.send(PRESS);

        assertThat(wizard.domain.history()).isEqualTo(once);
    }

    @Test
    void a_closed_activation_refuses_all_of_it() {
        wizard.door.close(ACTIVATION);

        refusedBy(ActivationRule.OPEN);
    }

    @Test
    void an_unproven_mailbox_refuses_all_of_it() {
        var stranger = new WizardFixture();

        assertThatExceptionOfType(RuleViolated.class)
                .isThrownBy(() -> stranger.domain.send(PRESS))
                .satisfies(refused -> assertThat(refused.rule()).isEqualTo(VerificationRule.MAILBOX_PROVEN));
        assertThat(stranger.domain.history()).isEmpty();
    }

    @Test
    void a_taken_name_of_the_billing_center_refuses_all_of_it() {
        wizard.reservations.reserve(
                Scope.BILLING_USER_NAME, TestKeys.LOOKUP.ofUserName(BillingAccounts.USER_NAME), "somebody-else");

        refusedBy(BillingRule.USER_NAME_FREE);
    }

    @Test
    void a_second_billing_account_for_the_activation_refuses_all_of_it() {
        wizard.reservations.reserve(Scope.BILLING_ACCOUNT_OF_ACTIVATION, ACTIVATION.value(), "the-other-tabs-account");

        refusedBy(BillingRule.ONE_PER_ACTIVATION);
    }

    @Test
    void a_taken_name_of_the_console_undoes_the_billing_account_as_well() {
        wizard.reservations.reserve(
                Scope.CONSOLE_USER_NAME, TestKeys.LOOKUP.ofUserName(ConsoleAccounts.USER_NAME), "somebody-else");

        refusedBy(ConsoleRule.USER_NAME_FREE);
    }

    private void refusedBy(Rule rule) {
        assertThatExceptionOfType(RuleViolated.class)
                .isThrownBy(() -> wizard.domain.send(PRESS))
                .satisfies(refused -> assertThat(refused.rule()).isEqualTo(rule));
        assertThat(wizard.domain.history()).isEmpty();
    }

    private static Activate press(BillingAccountId billingAccount) {
        return new Activate(
                ACTIVATION,
                SUBSCRIPTION,
                BillingAccounts.registration(billingAccount),
                ConsoleAccounts.registration(ConsoleAccounts.ID, Purpose.REGISTER),
                Workspaces.creation(Workspaces.ID));
    }
}
