package io.mooring.subscription.marketplace;

import static io.mooring.testsupport.agreement.Agreements.AWS_ID;
import static io.mooring.testsupport.agreement.Agreements.ID;
import static io.mooring.testsupport.agreement.Agreements.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.agreement.api.AgreementDecision;
import io.mooring.agreement.api.AgreementRule;
import io.mooring.agreement.api.DecideAgreement;
import io.mooring.audit.api.Actor;
import io.mooring.rule.api.RuleViolated;
import io.mooring.subscription.api.ConfirmSubscription;
import io.mooring.subscription.api.DecideSubscription;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.testsupport.agreement.Agreements;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a person decides, from the decision to the commands, on a real PostgreSQL. */
class OperatorDecisionsIT {

    private static final Actor ALICE = Actor.operator("alice");
    private static final String REASON = "seen in the portal";

    private final IntakeFixture fixture = new IntakeFixture();
    private final List<Object> sent = new ArrayList<>();
    private final OperatorDecisions decisions = new OperatorDecisions(fixture.commands, fixture.transactions);

    @Test
    void of_a_known_agreement_it_is_a_fact_and_what_follows_from_it_is_done_in_the_persons_name() {
        fixture.commands.before(sent::add);
        fixture.commands.answering(command -> Agreements.standing(PURCHASE, null, IntakeFixture.NOW, null, null, null));

        decisions.inForce(view(AWS_ID), REASON, ALICE);

        assertThat(sent)
                .startsWith(new DecideAgreement(ID, AWS_ID, PURCHASE, AgreementDecision.IN_FORCE, null, REASON))
                .endsWith(new ConfirmSubscription(PURCHASE.subscriptionId(), PURCHASE, null, false, IntakeFixture.NOW));
        assertThat(fixture.commands.actors()).containsExactly("operator:alice");
    }

    @Test
    void that_a_known_agreement_is_over_is_a_fact_of_it() {
        fixture.commands.before(sent::add);
        fixture.commands.answering(command -> Agreements.standing(null, null, null, null, null, null));

        decisions.over(view(AWS_ID), REASON, ALICE);

        assertThat(sent)
                .containsExactly(new DecideAgreement(ID, AWS_ID, PURCHASE, AgreementDecision.OVER, null, REASON));
    }

    @Test
    void which_agreement_it_follows_is_a_fact_of_the_later_one() {
        fixture.commands.before(sent::add);
        fixture.commands.answering(command -> Agreements.standing(null, null, null, null, null, null));

        decisions.follows(view(AWS_ID), view("agmt-aaa0"), REASON, ALICE);

        assertThat(sent)
                .containsExactly(
                        new DecideAgreement(ID, AWS_ID, PURCHASE, AgreementDecision.FOLLOWS, "agmt-aaa0", REASON));
    }

    @Test
    void without_an_agreement_it_is_about_the_purchase() {
        fixture.commands.before(sent::add);

        decisions.over(view(null), REASON, ALICE);

        assertThat(sent)
                .containsExactly(new DecideSubscription(PURCHASE.subscriptionId(), SubscriptionStatus.ENDED, REASON));
    }

    @Test
    void what_fails_half_way_leaves_nothing() {
        fixture.commands.answering(command -> Agreements.standing(PURCHASE, null, IntakeFixture.NOW, null, null, null));
        fixture.commands.before(command -> {
            if (command instanceof ConfirmSubscription) {
                throw new IllegalStateException("away");
            }
        });

        assertThatThrownBy(() -> decisions.inForce(view(AWS_ID), REASON, ALICE))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fixture.commands.names()).isEmpty();
    }

    @Test
    void who_meets_a_message_on_the_agreement_begins_again() {
        var collisions = new AtomicInteger(2);
        fixture.commands.answering(command -> Agreements.standing(PURCHASE, null, IntakeFixture.NOW, null, null, null));
        fixture.commands.before(command -> {
            if (command instanceof ConfirmSubscription && collisions.getAndDecrement() > 0) {
                throw new IllegalStateException("met the intake on one aggregate");
            }
        });

        decisions.inForce(view(AWS_ID), REASON, ALICE);

        assertThat(collisions).hasNegativeValue();
        assertThat(fixture.commands.names())
                .containsExactly("DecideAgreement", "SubscribeFromMarketplace", "ConfirmSubscription");
    }

    @Test
    void what_contradicts_the_rules_is_not_tried_again() {
        var tries = new AtomicInteger();
        fixture.commands.before(command -> {
            tries.incrementAndGet();
            throw AgreementRule.NOT_OVER.violatedBy(ID);
        });

        assertThatThrownBy(() -> decisions.inForce(view(AWS_ID), REASON, ALICE)).isInstanceOf(RuleViolated.class);
        assertThat(tries).hasValue(1);
    }

    private static PurchaseView view(@Nullable String awsAgreementId) {
        return new PurchaseView(
                PURCHASE.subscriptionId(),
                PURCHASE,
                awsAgreementId,
                SubscriptionStatus.WAITING_FOR_AWS,
                IntakeFixture.NOW,
                IntakeFixture.NOW,
                false,
                null);
    }
}
