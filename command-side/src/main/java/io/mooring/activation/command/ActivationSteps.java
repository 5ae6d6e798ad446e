package io.mooring.activation.command;

import io.mooring.activation.api.Activate;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.CreateAndBindWorkspace;
import io.mooring.activation.api.OpenActivations;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingRule;
import io.mooring.billing.api.BindBillingAccount;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.console.api.ConsoleRule;
import io.mooring.reservation.command.Reservations;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.verification.api.ProvenMailboxes;
import io.mooring.verification.api.Purpose;
import io.mooring.workspace.api.BindWorkspace;
import io.mooring.workspace.api.CreateWorkspace;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** The buttons of the wizard that do several things at once: their commands run in one transaction, so a refusal of one undoes all. */
@Component
class ActivationSteps {

    private final OpenActivations door;
    private final ProvenMailboxes proofs;
    private final Reservations reservations;

    ActivationSteps(OpenActivations door, ProvenMailboxes proofs, Reservations reservations) {
        this.door = door;
        this.proofs = proofs;
        this.reservations = reservations;
    }

    @CommandHandler
    void decide(Activate command, CommandGateway commands) {
        door.enter(command.activationId());
        var billingAccount = command.billingAccount();
        refuseASecond(billingAccount.billingAccountId(), command.activationId());
        commands.sendAndWait(billingAccount);
        commands.sendAndWait(new BindBillingAccount(billingAccount.billingAccountId(), command.activationId(), null));
        commands.sendAndWait(command.consoleAccount());
        commands.sendAndWait(command.workspace());
        commands.sendAndWait(new BindWorkspace(
                command.workspace().workspaceId(),
                command.activationId(),
                command.subscriptionId(),
                billingAccount.billingAccountId()));
    }

    @CommandHandler
    void decide(CreateAndBindWorkspace command, CommandGateway commands) {
        door.enter(command.activationId());
        var consoleAccountId = consoleAccountOf(command, commands);
        commands.sendAndWait(new CreateWorkspace(
                command.workspaceId(),
                command.billingAccountId(),
                consoleAccountId,
                command.name(),
                command.site(),
                command.templateLanguage(),
                command.termsVersion()));
        commands.sendAndWait(new BindWorkspace(
                command.workspaceId(), command.activationId(), command.subscriptionId(), command.billingAccountId()));
    }

    /** Said before anything else: to whoever registered in another tab, their own name would look taken by a stranger. */
    private void refuseASecond(BillingAccountId asked, ActivationId activationId) {
        reservations
                .ownerOf(Scope.BILLING_ACCOUNT_OF_ACTIVATION, activationId.value())
                .filter(bound -> !bound.equals(asked.value()))
                .ifPresent(another -> {
                    throw BillingRule.ONE_PER_ACTIVATION.violatedBy(activationId);
                });
    }

    private ConsoleAccountId consoleAccountOf(CreateAndBindWorkspace command, CommandGateway commands) {
        var newAccount = command.newConsoleAccount();
        if (newAccount != null) {
            commands.sendAndWait(newAccount);
            return newAccount.consoleAccountId();
        }
        ActivationId activationId = command.activationId();
        var proof = proofs.require(command.verificationId(), activationId, Purpose.CONSOLE);
        return reservations
                .ownerOf(Scope.CONSOLE_MAILBOX, proof.mailboxKey())
                .map(ConsoleAccountId::new)
                .orElseThrow(() -> ConsoleRule.ACCOUNT_KNOWN.violatedBy(activationId));
    }
}
