package io.mooring.console.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.access.api.Credentials;
import io.mooring.access.api.Realm;
import io.mooring.activation.api.OpenActivations;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.console.api.ConsoleAccountRegistered;
import io.mooring.console.api.ConsoleRule;
import io.mooring.console.api.RegisterConsoleAccount;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.reservation.command.Reservations;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.verification.api.ProvenMailboxes;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationRule;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The login of a person to workspaces. */
@Aggregate(lockFactory = "databaseDecides")
class ConsoleAccount {

    private @AggregateIdentifier ConsoleAccountId consoleAccountId;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(
            RegisterConsoleAccount command,
            Clock clock,
            OpenActivations door,
            ProvenMailboxes proofs,
            Reservations reservations,
            LookupKeys keys,
            Credentials credentials) {
        if (consoleAccountId != null) {
            return;
        }
        var id = command.consoleAccountId();
        var mailboxKey = keys.ofMailbox(command.mailbox());
        door.enter(command.activationId());
        if (command.provenFor() == Purpose.BIND) {
            throw VerificationRule.MAILBOX_PROVEN.violatedBy(command.verificationId());
        }
        var proof = proofs.require(command.verificationId(), command.activationId(), command.provenFor());
        if (!proof.mailboxKey().equals(mailboxKey)) {
            throw VerificationRule.MAILBOX_PROVEN.violatedBy(command.verificationId());
        }
        if (!reservations.reserve(Scope.CONSOLE_USER_NAME, keys.ofUserName(command.userName()), id.value())) {
            throw ConsoleRule.USER_NAME_FREE.violatedBy(id);
        }
        if (!reservations.reserve(Scope.CONSOLE_MAILBOX, mailboxKey, id.value())) {
            throw ConsoleRule.MAILBOX_FREE.violatedBy(id);
        }
        credentials.store(Realm.CONSOLE, id.value(), command.passwordHash());
        apply(new ConsoleAccountRegistered(
                id, command.userName(), command.mailbox(), command.phone(), command.termsVersion(), clock.instant()));
    }

    @EventSourcingHandler
    void evolve(ConsoleAccountRegistered event) {
        consoleAccountId = event.consoleAccountId();
    }
}
