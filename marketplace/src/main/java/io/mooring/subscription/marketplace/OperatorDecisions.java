package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementDecision;
import io.mooring.agreement.api.AgreementId;
import io.mooring.agreement.api.DecideAgreement;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.DecideSubscription;
import io.mooring.subscription.api.PurchaseDecisions;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Where the agreement behind a purchase is known, a person's word is one more fact of it, and what follows is the same as of AWS's; else it is about the purchase. */
final class OperatorDecisions implements PurchaseDecisions {

    private final Commands commands;
    private final TransactionTemplate transactions;
    private final Collisions collisions = new Collisions();

    OperatorDecisions(Commands commands, TransactionTemplate transactions) {
        this.commands = commands;
        this.transactions = transactions;
    }

    @Override
    public void inForce(PurchaseView purchase, String reason, Actor actor) {
        decide(purchase, AgreementDecision.IN_FORCE, SubscriptionStatus.CONFIRMED, reason, actor);
    }

    @Override
    public void over(PurchaseView purchase, String reason, Actor actor) {
        decide(purchase, AgreementDecision.OVER, SubscriptionStatus.ENDED, reason, actor);
    }

    @Override
    public void follows(PurchaseView purchase, PurchaseView previous, String reason, Actor actor) {
        var agreement = Objects.requireNonNull(purchase.awsAgreementId(), "The agreement is not known");
        var before = Objects.requireNonNull(previous.awsAgreementId(), "The agreement before is not known");
        decide(purchase, agreement, AgreementDecision.FOLLOWS, before, reason, actor);
    }

    private void decide(
            PurchaseView purchase, AgreementDecision decision, SubscriptionStatus status, String reason, Actor actor) {
        if (purchase.awsAgreementId() == null) {
            commands.send(new DecideSubscription(purchase.subscriptionId(), status, reason), actor);
        } else {
            decide(purchase, purchase.awsAgreementId(), decision, null, reason, actor);
        }
    }

    private void decide(
            PurchaseView purchase,
            String awsAgreementId,
            AgreementDecision decision,
            @Nullable String previous,
            String reason,
            Actor actor) {
        var command = new DecideAgreement(
                AgreementId.of(purchase.purchase().partition(), awsAgreementId),
                awsAgreementId,
                purchase.purchase(),
                decision,
                previous,
                reason);
        collisions.again(
                () -> transactions.execute(transaction -> Consequences.have(command, commands, actor, any -> false)));
    }
}
