package io.mooring.billing.command;

import static io.mooring.testsupport.billing.BillingAccounts.ID;
import static io.mooring.testsupport.verification.Verifications.ACTIVATION;

import io.mooring.activation.api.ActivationId;
import io.mooring.billing.api.CarryBillingAccount;
import io.mooring.reservation.command.InMemoryReservations;
import io.mooring.reservation.command.Reservations.Scope;
import io.mooring.testsupport.access.InMemoryCredentials;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.billing.BillingAccounts;
import io.mooring.testsupport.privacy.TestKeys;
import io.mooring.testsupport.time.SettableClock;
import io.mooring.testsupport.verification.InMemoryProvenMailboxes;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class CarryBillingAccountTest {

    private static final ActivationId TO = new ActivationId("activation-2");

    private final InMemoryReservations reservations = new InMemoryReservations();
    private final AggregateTestFixture<BillingAccount> fixture = new AggregateTestFixture<>(BillingAccount.class);

    CarryBillingAccountTest() {
        fixture.registerInjectableResource(new SettableClock());
        fixture.registerInjectableResource(new InMemoryOpenActivations());
        fixture.registerInjectableResource(new InMemoryProvenMailboxes(TestKeys.LOOKUP));
        fixture.registerInjectableResource(reservations);
        fixture.registerInjectableResource(new InMemoryCredentials());
        fixture.registerInjectableResource(TestKeys.LOOKUP);
    }

    @Test
    void the_account_stands_behind_what_goes_on_and_needs_no_further_proof() {
        fixture.given(BillingAccounts.registered(), BillingAccounts.boundTo(ACTIVATION))
                .when(new CarryBillingAccount(ID, ACTIVATION, TO))
                .expectEvents(BillingAccounts.boundTo(TO));
    }

    @Test
    void it_is_carried_once_and_only_from_where_it_stands() {
        fixture.given(BillingAccounts.registered(), BillingAccounts.boundTo(ACTIVATION), BillingAccounts.boundTo(TO))
                .when(new CarryBillingAccount(ID, ACTIVATION, TO))
                .expectNoEvents();
        fixture.given(BillingAccounts.registered())
                .when(new CarryBillingAccount(ID, ACTIVATION, TO))
                .expectNoEvents();
    }

    @Test
    void who_has_chosen_another_account_by_then_keeps_it() {
        reservations.reserve(Scope.BILLING_ACCOUNT_OF_ACTIVATION, TO.value(), "billing-2");

        fixture.given(BillingAccounts.registered(), BillingAccounts.boundTo(ACTIVATION))
                .when(new CarryBillingAccount(ID, ACTIVATION, TO))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }
}
