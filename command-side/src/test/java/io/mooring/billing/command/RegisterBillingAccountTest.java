package io.mooring.billing.command;

import static io.mooring.testsupport.billing.BillingAccounts.ID;
import static io.mooring.testsupport.billing.BillingAccounts.PASSWORD;
import static io.mooring.testsupport.billing.BillingAccounts.USER_NAME;
import static io.mooring.testsupport.verification.Verifications.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.access.api.Realm;
import io.mooring.activation.api.ActivationRule;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingRule;
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
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterBillingAccountTest {

    private static final BillingAccountId SOMEBODY = new BillingAccountId("somebody-else");

    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final InMemoryProvenMailboxes proofs = new InMemoryProvenMailboxes(TestKeys.LOOKUP);
    private final InMemoryReservations reservations = new InMemoryReservations();
    private final InMemoryCredentials credentials = new InMemoryCredentials();
    private final AggregateTestFixture<BillingAccount> fixture = new AggregateTestFixture<>(BillingAccount.class);

    RegisterBillingAccountTest() {
        fixture.registerInjectableResource(new SettableClock());
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(proofs);
        fixture.registerInjectableResource(reservations);
        fixture.registerInjectableResource(credentials);
        fixture.registerInjectableResource(TestKeys.LOOKUP);
        door.open(Verifications.ACTIVATION);
    }

    @Test
    void a_proven_mailbox_and_a_free_name_make_an_account_whose_password_is_in_no_event() {
        proofs.record(Verifications.verified(Purpose.REGISTER, null));
        fixture.givenNoPriorActivity()
                .when(BillingAccounts.registration(ID))
                .expectEvents(BillingAccounts.registered());
        assertThat(credentials.of(Realm.BILLING_CENTER, ID.value())).contains(PASSWORD);
        assertThat(reservations.ownerOf(Scope.BILLING_USER_NAME, TestKeys.LOOKUP.ofUserName(USER_NAME)))
                .contains(ID.value());
        assertThat(reservations.ownerOf(Scope.BILLING_MAILBOX, TestKeys.LOOKUP.ofMailbox(MAILBOX)))
                .contains(ID.value());
    }

    @Test
    void a_repeated_registration_does_nothing_even_when_the_door_is_closed() {
        door.close(Verifications.ACTIVATION);
        fixture.given(BillingAccounts.registered())
                .when(BillingAccounts.registration(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_closed_activation_registers_nobody() {
        proofs.record(Verifications.verified(Purpose.REGISTER, null));
        door.close(Verifications.ACTIVATION);
        fixture.givenNoPriorActivity()
                .when(BillingAccounts.registration(ID))
                .expectNoEvents()
                .expectException(Refusal.by(ActivationRule.OPEN));
    }

    @Test
    void an_unproven_mailbox_registers_nobody() {
        refusedBy(VerificationRule.MAILBOX_PROVEN, USER_NAME, MAILBOX);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REGISTER")
    void a_proof_for_another_purpose_is_none(Purpose purpose) {
        proofs.record(Verifications.verified(purpose, null));
        refusedBy(VerificationRule.MAILBOX_PROVEN, USER_NAME, MAILBOX);
    }

    @Test
    void a_proof_of_another_mailbox_is_none() {
        proofs.record(Verifications.verified(Purpose.REGISTER, null));
        refusedBy(VerificationRule.MAILBOX_PROVEN, USER_NAME, "eve@harbour.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann.Harbour", "ann.harbour", " ANN.HARBOUR ", "Ａｎｎ.Harbour"})
    void a_name_is_taken_in_every_spelling_that_people_take_for_it(String spelling) {
        proofs.record(Verifications.verified(Purpose.REGISTER, null));
        reservations.reserve(Scope.BILLING_USER_NAME, TestKeys.LOOKUP.ofUserName(USER_NAME), SOMEBODY.value());
        refusedBy(BillingRule.USER_NAME_FREE, spelling, MAILBOX);
    }

    @Test
    void a_name_taken_in_the_console_is_free_here() {
        proofs.record(Verifications.verified(Purpose.REGISTER, null));
        reservations.reserve(Scope.CONSOLE_USER_NAME, TestKeys.LOOKUP.ofUserName(USER_NAME), SOMEBODY.value());
        fixture.givenNoPriorActivity()
                .when(BillingAccounts.registration(ID))
                .expectEvents(BillingAccounts.registered());
    }

    @Test
    void a_mailbox_has_one_account() {
        proofs.record(Verifications.verified(Purpose.REGISTER, null));
        reservations.reserve(Scope.BILLING_MAILBOX, TestKeys.LOOKUP.ofMailbox(MAILBOX), SOMEBODY.value());
        refusedBy(BillingRule.MAILBOX_FREE, USER_NAME, MAILBOX);
    }

    private void refusedBy(Rule rule, String userName, String mailbox) {
        fixture.givenNoPriorActivity()
                .when(BillingAccounts.registration(ID, userName, mailbox))
                .expectNoEvents()
                .expectException(Refusal.by(rule));
        assertThat(credentials.of(Realm.BILLING_CENTER, ID.value())).isEmpty();
    }
}
