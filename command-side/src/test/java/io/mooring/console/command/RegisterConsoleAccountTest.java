package io.mooring.console.command;

import static io.mooring.testsupport.console.ConsoleAccounts.ID;
import static io.mooring.testsupport.console.ConsoleAccounts.USER_NAME;
import static io.mooring.testsupport.verification.Verifications.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.access.api.Realm;
import io.mooring.activation.api.ActivationRule;
import io.mooring.console.api.ConsoleRule;
import io.mooring.reservation.command.InMemoryReservations;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.rule.api.Rule;
import io.mooring.rule.command.Refusal;
import io.mooring.testsupport.access.InMemoryCredentials;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.console.ConsoleAccounts;
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

class RegisterConsoleAccountTest {

    private static final String SOMEBODY = "somebody-else";

    private final InMemoryOpenActivations door = new InMemoryOpenActivations();
    private final InMemoryProvenMailboxes proofs = new InMemoryProvenMailboxes(TestKeys.LOOKUP);
    private final InMemoryReservations reservations = new InMemoryReservations();
    private final InMemoryCredentials credentials = new InMemoryCredentials();
    private final AggregateTestFixture<ConsoleAccount> fixture = new AggregateTestFixture<>(ConsoleAccount.class);

    RegisterConsoleAccountTest() {
        fixture.registerInjectableResource(new SettableClock());
        fixture.registerInjectableResource(door);
        fixture.registerInjectableResource(proofs);
        fixture.registerInjectableResource(reservations);
        fixture.registerInjectableResource(credentials);
        fixture.registerInjectableResource(TestKeys.LOOKUP);
        door.open(Verifications.ACTIVATION);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BIND")
    void a_mailbox_proven_for_it_and_a_free_name_make_an_account_whose_password_is_in_no_event(Purpose provenFor) {
        proofs.record(Verifications.verified(provenFor, null));
        fixture.givenNoPriorActivity()
                .when(ConsoleAccounts.registration(ID, provenFor))
                .expectEvents(ConsoleAccounts.registered());
        assertThat(credentials.of(Realm.CONSOLE, ID.value())).contains(BillingAccounts.PASSWORD);
        assertThat(reservations.ownerOf(Scope.CONSOLE_MAILBOX, TestKeys.LOOKUP.ofMailbox(MAILBOX)))
                .contains(ID.value());
    }

    @Test
    void a_repeated_registration_does_nothing_even_when_the_door_is_closed() {
        door.close(Verifications.ACTIVATION);
        fixture.given(ConsoleAccounts.registered())
                .when(ConsoleAccounts.registration(ID, Purpose.CONSOLE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_closed_activation_registers_nobody() {
        proofs.record(Verifications.verified(Purpose.CONSOLE, null));
        door.close(Verifications.ACTIVATION);
        refusedBy(ActivationRule.OPEN, Purpose.CONSOLE, MAILBOX);
    }

    @Test
    void an_unproven_mailbox_registers_nobody() {
        refusedBy(VerificationRule.MAILBOX_PROVEN, Purpose.CONSOLE, MAILBOX);
    }

    @Test
    void a_proof_for_binding_registers_nobody() {
        proofs.record(Verifications.verified(Purpose.BIND, BillingAccounts.ID));
        refusedBy(VerificationRule.MAILBOX_PROVEN, Purpose.BIND, MAILBOX);
    }

    @Test
    void a_proof_for_another_purpose_than_the_one_named_is_none() {
        proofs.record(Verifications.verified(Purpose.REGISTER, null));
        refusedBy(VerificationRule.MAILBOX_PROVEN, Purpose.CONSOLE, MAILBOX);
    }

    @Test
    void a_proof_of_another_mailbox_is_none() {
        proofs.record(Verifications.verified(Purpose.CONSOLE, null));
        refusedBy(VerificationRule.MAILBOX_PROVEN, Purpose.CONSOLE, "eve@harbour.example");
    }

    @Test
    void a_name_is_taken_once() {
        proofs.record(Verifications.verified(Purpose.CONSOLE, null));
        reservations.reserve(Scope.CONSOLE_USER_NAME, TestKeys.LOOKUP.ofUserName(USER_NAME), SOMEBODY);
        refusedBy(ConsoleRule.USER_NAME_FREE, Purpose.CONSOLE, MAILBOX);
    }

    @Test
    void a_mailbox_has_one_account() {
        proofs.record(Verifications.verified(Purpose.CONSOLE, null));
        reservations.reserve(Scope.CONSOLE_MAILBOX, TestKeys.LOOKUP.ofMailbox(MAILBOX), SOMEBODY);
        refusedBy(ConsoleRule.MAILBOX_FREE, Purpose.CONSOLE, MAILBOX);
    }

    private void refusedBy(Rule rule, Purpose provenFor, String mailbox) {
        fixture.givenNoPriorActivity()
                .when(ConsoleAccounts.registration(ID, provenFor, USER_NAME, mailbox))
                .expectNoEvents()
                .expectException(Refusal.by(rule));
        assertThat(credentials.of(Realm.CONSOLE, ID.value())).isEmpty();
    }
}
