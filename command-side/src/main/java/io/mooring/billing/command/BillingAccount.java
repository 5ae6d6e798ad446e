package io.mooring.billing.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.access.api.Credentials;
import io.mooring.access.api.Realm;
import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.OpenActivations;
import io.mooring.billing.api.ApproveBillingAccount;
import io.mooring.billing.api.BillingAccountApproved;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountProposed;
import io.mooring.billing.api.BillingAccountRegistered;
import io.mooring.billing.api.BillingRule;
import io.mooring.billing.api.BindBillingAccount;
import io.mooring.billing.api.CarryBillingAccount;
import io.mooring.billing.api.ProposeBillingAccount;
import io.mooring.billing.api.RegisterBillingAccount;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.reservation.command.Reservations;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.verification.api.ProvenMailboxes;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Who pays for workspaces: registered with a proven mailbox, bound to any number of activations by whoever reads that mailbox, or by two people who run Mooring. */
@Aggregate(lockFactory = "databaseDecides")
class BillingAccount {

    static final Duration PROPOSAL_VALID_FOR = Duration.ofHours(24);

    private record Proposal(String by, Instant expiresAt) {}

    private @AggregateIdentifier BillingAccountId billingAccountId;
    private final Set<ActivationId> activations = new HashSet<>();
    private final Map<ActivationId, Proposal> proposals = new HashMap<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(
            RegisterBillingAccount command,
            Clock clock,
            OpenActivations door,
            ProvenMailboxes proofs,
            Reservations reservations,
            LookupKeys keys,
            Credentials credentials) {
        if (billingAccountId != null) {
            return;
        }
        var id = command.billingAccountId();
        var mailboxKey = keys.ofMailbox(command.mailbox());
        door.enter(command.activationId());
        var proof = proofs.require(command.verificationId(), command.activationId(), Purpose.REGISTER);
        if (!proof.mailboxKey().equals(mailboxKey)) {
            throw VerificationRule.MAILBOX_PROVEN.violatedBy(command.verificationId());
        }
        if (!reservations.reserve(Scope.BILLING_USER_NAME, keys.ofUserName(command.userName()), id.value())) {
            throw BillingRule.USER_NAME_FREE.violatedBy(id);
        }
        if (!reservations.reserve(Scope.BILLING_MAILBOX, mailboxKey, id.value())) {
            throw BillingRule.MAILBOX_FREE.violatedBy(id);
        }
        credentials.store(Realm.BILLING_CENTER, id.value(), command.passwordHash());
        apply(new BillingAccountRegistered(
                id,
                command.userName(),
                command.mailbox(),
                command.phone(),
                command.company(),
                command.termsVersion(),
                clock.instant()));
    }

    @CommandHandler
    void decide(
            BindBillingAccount command,
            Clock clock,
            OpenActivations door,
            ProvenMailboxes proofs,
            Reservations reservations) {
        if (activations.contains(command.activationId())) {
            return;
        }
        door.enter(command.activationId());
        if (!isProven(command, proofs)) {
            throw VerificationRule.MAILBOX_PROVEN.violatedBy(billingAccountId);
        }
        if (!reservations.reserve(
                Scope.BILLING_ACCOUNT_OF_ACTIVATION, command.activationId().value(), billingAccountId.value())) {
            throw BillingRule.ONE_PER_ACTIVATION.violatedBy(command.activationId());
        }
        apply(new BillingAccountBound(billingAccountId, command.activationId(), clock.instant()));
    }

    @CommandHandler
    void decide(CarryBillingAccount command, Clock clock, Reservations reservations) {
        if (!activations.contains(command.from()) || activations.contains(command.to())) {
            return;
        }
        if (reservations.reserve(
                Scope.BILLING_ACCOUNT_OF_ACTIVATION, command.to().value(), billingAccountId.value())) {
            apply(new BillingAccountBound(billingAccountId, command.to(), clock.instant()));
        }
    }

    @CommandHandler
    void decide(ProposeBillingAccount command, Clock clock, OpenActivations door, Reservations reservations) {
        door.enter(command.activationId());
        // First, for it waits for an approval that is not yet committed
        reservations.handOver(
                Scope.PROPOSAL_OF_ACTIVATION, command.activationId().value(), billingAccountId.value());
        requireUnbound(command.activationId(), reservations);
        var now = clock.instant();
        apply(new BillingAccountProposed(
                billingAccountId,
                command.activationId(),
                command.by(),
                command.reason(),
                now,
                now.plus(PROPOSAL_VALID_FOR)));
    }

    @CommandHandler
    void decide(ApproveBillingAccount command, Clock clock, OpenActivations door, Reservations reservations) {
        var activationId = command.activationId();
        var now = clock.instant();
        door.enter(activationId);
        var isLast = reservations.release(Scope.PROPOSAL_OF_ACTIVATION, activationId.value(), billingAccountId.value());
        requireUnbound(activationId, reservations);
        if (requireProposal(activationId, now, isLast).by().equalsIgnoreCase(command.by())) {
            throw BillingRule.TWO_PEOPLE.violatedBy(activationId);
        }
        if (!reservations.reserve(
                Scope.BILLING_ACCOUNT_OF_ACTIVATION, activationId.value(), billingAccountId.value())) {
            throw BillingRule.ONE_PER_ACTIVATION.violatedBy(activationId);
        }
        apply(new BillingAccountApproved(billingAccountId, activationId, command.by(), command.reason(), now));
        apply(new BillingAccountBound(billingAccountId, activationId, now));
    }

    /** A person decides once: what was bound meanwhile, be it this account, is not decided again. */
    private static void requireUnbound(ActivationId activationId, Reservations reservations) {
        if (reservations
                .ownerOf(Scope.BILLING_ACCOUNT_OF_ACTIVATION, activationId.value())
                .isPresent()) {
            throw BillingRule.ONE_PER_ACTIVATION.violatedBy(activationId);
        }
    }

    /** Another account may have been proposed since, which this one cannot know. */
    private Proposal requireProposal(ActivationId activationId, Instant now, boolean isLast) {
        var proposal = proposals.get(activationId);
        if (proposal == null || !isLast || !now.isBefore(proposal.expiresAt())) {
            throw BillingRule.PROPOSAL_WAITS.violatedBy(activationId);
        }
        return proposal;
    }

    /** Only an account that has never been bound, that is one being registered, needs no further proof. */
    private boolean isProven(BindBillingAccount command, ProvenMailboxes proofs) {
        if (command.verificationId() == null) {
            return activations.isEmpty();
        }
        var proof = proofs.require(command.verificationId(), command.activationId(), Purpose.BIND);
        return billingAccountId.equals(proof.billingAccountId());
    }

    @EventSourcingHandler
    void evolve(BillingAccountRegistered event) {
        billingAccountId = event.billingAccountId();
    }

    @EventSourcingHandler
    void evolve(BillingAccountBound event) {
        activations.add(event.activationId());
        proposals.remove(event.activationId());
    }

    @EventSourcingHandler
    void evolve(BillingAccountProposed event) {
        proposals.put(event.activationId(), new Proposal(event.by(), event.expiresAt()));
    }
}
