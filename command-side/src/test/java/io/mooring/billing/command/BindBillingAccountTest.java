package io.mooring.billing.command;

import static io.mooring.testsupport.billing.BillingAccounts.ID;
import static io.mooring.testsupport.verification.Verifications.ACTIVATION;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationRule;
import io.mooring.billing.api.BillingAccountId;
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
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class BindBillingAccountTest {

    private static final ActivationId EARLIER = new ActivationId("activation-0");

    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final InMemoryProvenMailboxes proofs = new InMemoryProvenMailboxes(TestKeys.LOOKUP);
    private final InMemoryReservations reservations = new InMemoryReservations();
    private final AggregateTestFixture<BillingAccount> fixture = new AggregateTestFixture<>(BillingAccount.class);

    BindBillingAccountTest() {
        fixture.registerInjectableResource(new SettableClock());
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(proofs);
        fixture.registerInjectableResource(reservations);
        fixture.registerInjectableResource(new InMemoryCredentials());
        fixture.registerInjectableResource(TestKeys.LOOKUP);
        door.open(ACTIVATION);
    }

    @Test
    void who_reads_the_mailbox_on_file_binds_the_account() {
        proofs.record(Verifications.verified(Purpose.BIND, ID));
        fixture.given(BillingAccounts.registered(), BillingAccounts.boundTo(EARLIER))
                .when(new BindBillingAccount(ID, ACTIVATION, Verifications.ID))
                .expectEvents(BillingAccounts.boundTo(ACTIVATION));
    }

    @Test
    void an_account_just_registered_needs_no_further_proof() {
        fixture.given(BillingAccounts.registered())
                .when(new BindBillingAccount(ID, ACTIVATION, null))
                .expectEvents(BillingAccounts.boundTo(ACTIVATION));
    }

    @Test
    void an_account_that_was_bound_before_is_never_bound_without_proof() {
        fixture.given(BillingAccounts.registered(), BillingAccounts.boundTo(EARLIER))
                .when(new BindBillingAccount(ID, ACTIVATION, null))
                .expectNoEvents()
                .expectException(Refusal.by(VerificationRule.MAILBOX_PROVEN));
    }

    @Test
    void a_proof_of_another_accounts_mailbox_is_none() {
        proofs.record(Verifications.verified(Purpose.BIND, new BillingAccountId("somebody-else")));
        refusedBy(VerificationRule.MAILBOX_PROVEN);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BIND")
    void a_proof_for_another_purpose_is_none(Purpose purpose) {
        proofs.record(Verifications.verified(purpose, ID));
        refusedBy(VerificationRule.MAILBOX_PROVEN);
    }

    @Test
    void a_proof_that_was_not_given_is_none() {
        refusedBy(VerificationRule.MAILBOX_PROVEN);
    }

    @Test
    void a_closed_activation_binds_nobody() {
        proofs.record(Verifications.verified(Purpose.BIND, ID));
        door.close(ACTIVATION);
        refusedBy(ActivationRule.OPEN);
    }

    @Test
    void an_activation_has_one_billing_account() {
        proofs.record(Verifications.verified(Purpose.BIND, ID));
        reservations.reserve(Scope.BILLING_ACCOUNT_OF_ACTIVATION, ACTIVATION.value(), "somebody-else");
        refusedBy(BillingRule.ONE_PER_ACTIVATION);
    }

    @Test
    void a_repeated_binding_does_nothing_even_when_the_door_is_closed() {
        door.close(ACTIVATION);
        fixture.given(BillingAccounts.registered(), BillingAccounts.boundTo(ACTIVATION))
                .when(new BindBillingAccount(ID, ACTIVATION, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_unknown_account_is_no_account() {
        fixture.givenNoPriorActivity()
                .when(new BindBillingAccount(ID, ACTIVATION, null))
                .expectException(AggregateNotFoundException.class);
    }

    private void refusedBy(Rule rule) {
        fixture.given(BillingAccounts.registered())
                .when(new BindBillingAccount(ID, ACTIVATION, Verifications.ID))
                .expectNoEvents()
                .expectException(Refusal.by(rule));
    }
}
