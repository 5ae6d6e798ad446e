package io.mooring.billing.command;

import static io.mooring.testsupport.billing.BillingAccounts.ID;
import static io.mooring.testsupport.billing.BillingAccounts.WHY;
import static io.mooring.testsupport.verification.Verifications.ACTIVATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationRule;
import io.mooring.billing.api.ApproveBillingAccount;
import io.mooring.billing.api.BillingAccountApproved;
import io.mooring.billing.api.BillingAccountBound;
import io.mooring.billing.api.BillingRule;
import io.mooring.billing.api.BindBillingAccount;
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
import io.mooring.testsupport.verification.Verifications;
import io.mooring.verification.api.Purpose;
import io.mooring.verification.api.VerificationRule;
import java.time.Duration;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApproveBillingAccountTest {

    private static final ActivationId EARLIER = new ActivationId("activation-0");
    private static final ApproveBillingAccount APPROVAL = approval("carol");

    private final SettableClock clock = new SettableClock();
    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final InMemoryProvenMailboxes proofs = new InMemoryProvenMailboxes(TestKeys.LOOKUP);
    private final InMemoryReservations reservations = new InMemoryReservations();
    private final AggregateTestFixture<BillingAccount> fixture = new AggregateTestFixture<>(BillingAccount.class);

    ApproveBillingAccountTest() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(proofs);
        fixture.registerInjectableResource(reservations);
        fixture.registerInjectableResource(new InMemoryCredentials());
        fixture.registerInjectableResource(TestKeys.LOOKUP);
        door.open(ACTIVATION);
        reservations.handOver(Scope.PROPOSAL_OF_ACTIVATION, ACTIVATION.value(), ID.value());
    }

    @Test
    void what_one_has_proposed_another_binds_by_approving_it() {
        fixture.given(
                        BillingAccounts.registered(),
                        BillingAccounts.boundTo(EARLIER),
                        BillingAccounts.proposedFor(ACTIVATION))
                .when(APPROVAL)
                .expectEvents(BillingAccounts.approvedFor(ACTIVATION), BillingAccounts.boundTo(ACTIVATION));

        assertThat(reservations.ownerOf(Scope.BILLING_ACCOUNT_OF_ACTIVATION, ACTIVATION.value()))
                .contains(ID.value());
        assertThat(reservations.ownerOf(Scope.PROPOSAL_OF_ACTIVATION, ACTIVATION.value()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "Alice", "ALICE"})
    void nobody_approves_what_they_have_proposed_themselves(String by) {
        fixture.given(BillingAccounts.registered(), BillingAccounts.proposedFor(ACTIVATION))
                .when(approval(by))
                .expectNoEvents()
                .expectException(Refusal.by(BillingRule.TWO_PEOPLE));
    }

    @Test
    void only_what_was_proposed_can_be_approved() {
        fixture.given(BillingAccounts.registered(), BillingAccounts.proposedFor(EARLIER))
                .when(APPROVAL)
                .expectNoEvents()
                .expectException(Refusal.by(BillingRule.PROPOSAL_WAITS));
    }

    @Test
    void an_account_in_whose_place_another_was_proposed_is_proposed_no_longer() {
        reservations.handOver(Scope.PROPOSAL_OF_ACTIVATION, ACTIVATION.value(), "somebody-else");
        refusedBy(BillingRule.PROPOSAL_WAITS);
    }

    @Test
    void a_proposal_is_good_until_a_day_has_passed() {
        clock.advance(BillingAccount.PROPOSAL_VALID_FOR.minus(Duration.ofNanos(1_000)));
        fixture.given(BillingAccounts.registered(), BillingAccounts.proposedFor(ACTIVATION))
                .when(APPROVAL)
                .expectEvents(
                        new BillingAccountApproved(ID, ACTIVATION, "carol", WHY, clock.instant()),
                        new BillingAccountBound(ID, ACTIVATION, clock.instant()));
    }

    @Test
    void whoever_waited_for_another_approval_learns_that_the_activation_has_a_billing_account() {
        reservations.release(Scope.PROPOSAL_OF_ACTIVATION, ACTIVATION.value(), ID.value());
        reservations.reserve(Scope.BILLING_ACCOUNT_OF_ACTIVATION, ACTIVATION.value(), ID.value());
        refusedBy(BillingRule.ONE_PER_ACTIVATION);
    }

    @Test
    void a_proposal_that_has_expired_is_none() {
        clock.advance(BillingAccount.PROPOSAL_VALID_FOR);
        refusedBy(BillingRule.PROPOSAL_WAITS);
    }

    @Test
    void a_closed_activation_binds_nobody() {
        door.close(ACTIVATION);
        refusedBy(ActivationRule.OPEN);
    }

    @Test
    void an_activation_has_one_billing_account() {
        reservations.reserve(Scope.BILLING_ACCOUNT_OF_ACTIVATION, ACTIVATION.value(), "somebody-else");
        refusedBy(BillingRule.ONE_PER_ACTIVATION);
    }

    @Test
    void a_repeated_approval_is_refused_as_is_one_of_what_a_code_has_bound() {
        reservations.reserve(Scope.BILLING_ACCOUNT_OF_ACTIVATION, ACTIVATION.value(), ID.value());
        fixture.given(
                        BillingAccounts.registered(),
                        BillingAccounts.proposedFor(ACTIVATION),
                        BillingAccounts.boundTo(ACTIVATION))
                .when(APPROVAL)
                .expectNoEvents()
                .expectException(Refusal.by(BillingRule.ONE_PER_ACTIVATION));
    }

    @Test
    void a_proposal_is_no_proof_for_anybody_else() {
        fixture.given(
                        BillingAccounts.registered(),
                        BillingAccounts.boundTo(EARLIER),
                        BillingAccounts.proposedFor(ACTIVATION))
                .when(new BindBillingAccount(ID, ACTIVATION, null))
                .expectNoEvents()
                .expectException(Refusal.by(VerificationRule.MAILBOX_PROVEN));
    }

    @Test
    void a_code_that_was_under_way_is_still_answered_for() {
        proofs.record(Verifications.verified(Purpose.BIND, ID));
        fixture.given(
                        BillingAccounts.registered(),
                        BillingAccounts.proposedFor(ACTIVATION),
                        BillingAccounts.approvedFor(ACTIVATION),
                        BillingAccounts.boundTo(ACTIVATION))
                .when(new BindBillingAccount(ID, ACTIVATION, Verifications.ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_unknown_account_is_no_account() {
        fixture.givenNoPriorActivity().when(APPROVAL).expectException(AggregateNotFoundException.class);
    }

    private void refusedBy(Rule rule) {
        fixture.given(BillingAccounts.registered(), BillingAccounts.proposedFor(ACTIVATION))
                .when(APPROVAL)
                .expectNoEvents()
                .expectException(Refusal.by(rule));
    }

    private static ApproveBillingAccount approval(String by) {
        return new ApproveBillingAccount(ID, ACTIVATION, by, WHY);
    }
}
