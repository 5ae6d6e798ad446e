package io.mooring.billing.command;

import static io.mooring.testsupport.billing.BillingAccounts.ID;
import static io.mooring.testsupport.billing.BillingAccounts.WHY;
import static io.mooring.testsupport.verification.Verifications.ACTIVATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationRule;
import io.mooring.billing.api.BillingRule;
import io.mooring.billing.api.ProposeBillingAccount;
import io.mooring.reservation.command.InMemoryReservations;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.rule.api.Rule;
import io.mooring.rule.command.Refusal;
import io.mooring.testsupport.access.InMemoryCredentials;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.privacy.TestKeys;
import io.mooring.testsupport.time.SettableClock;
import io.mooring.testsupport.verification.InMemoryProvenMailboxes;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ProposeBillingAccountTest {

    private static final ProposeBillingAccount PROPOSAL = new ProposeBillingAccount(ID, ACTIVATION, "alice", WHY);

    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final InMemoryReservations reservations = new InMemoryReservations();
    private final AggregateTestFixture<BillingAccount> fixture = new AggregateTestFixture<>(BillingAccount.class);

    ProposeBillingAccountTest() {
        fixture.registerInjectableResource(new SettableClock());
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(new InMemoryProvenMailboxes(TestKeys.LOOKUP));
        fixture.registerInjectableResource(reservations);
        fixture.registerInjectableResource(new InMemoryCredentials());
        fixture.registerInjectableResource(TestKeys.LOOKUP);
        door.open(ACTIVATION);
    }

    @Test
    void a_proposal_says_who_and_why_and_binds_nothing() {
        fixture.given(BillingAccounts.registered())
                .when(PROPOSAL)
                .expectEvents(BillingAccounts.proposedFor(ACTIVATION));

        assertThat(reservations.ownerOf(Scope.BILLING_ACCOUNT_OF_ACTIVATION, ACTIVATION.value()))
                .isEmpty();
    }

    @Test
    void a_proposal_takes_the_place_of_the_one_before() {
        reservations.handOver(Scope.PROPOSAL_OF_ACTIVATION, ACTIVATION.value(), "somebody-else");

        fixture.given(BillingAccounts.registered(), BillingAccounts.proposedFor(ACTIVATION))
                .when(PROPOSAL)
                .expectEvents(BillingAccounts.proposedFor(ACTIVATION));

        assertThat(reservations.ownerOf(Scope.PROPOSAL_OF_ACTIVATION, ACTIVATION.value()))
                .contains(ID.value());
    }

    @Test
    void nothing_is_proposed_for_a_closed_activation() {
        door.close(ACTIVATION);
        refusedBy(ActivationRule.OPEN);
    }

    @Test
    void nothing_is_proposed_for_an_activation_that_has_a_billing_account() {
        reservations.reserve(Scope.BILLING_ACCOUNT_OF_ACTIVATION, ACTIVATION.value(), ID.value());
        refusedBy(BillingRule.ONE_PER_ACTIVATION);
    }

    @Test
    void nothing_is_proposed_for_an_activation_that_was_bound_while_the_proposal_waited_for_that() {
        reservations.whenHandedOver(
                () -> reservations.reserve(Scope.BILLING_ACCOUNT_OF_ACTIVATION, ACTIVATION.value(), "somebody-else"));
        refusedBy(BillingRule.ONE_PER_ACTIVATION);
    }

    @Test
    void an_unknown_account_is_no_account() {
        fixture.givenNoPriorActivity().when(PROPOSAL).expectException(AggregateNotFoundException.class);
    }

    private void refusedBy(Rule rule) {
        fixture.given(BillingAccounts.registered())
                .when(PROPOSAL)
                .expectNoEvents()
                .expectException(Refusal.by(rule));
    }
}
