package io.mooring.activation.command;

import io.mooring.reservation.command.InMemoryReservations;
import io.mooring.testsupport.access.InMemoryCredentials;
import io.mooring.testsupport.activation.Activations;
import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.domain.InMemoryDomain;
import io.mooring.testsupport.privacy.TestKeys;
import io.mooring.testsupport.time.SettableClock;
import io.mooring.testsupport.verification.InMemoryProvenMailboxes;
import io.mooring.testsupport.verification.Verifications;

/** All aggregates and the steps that send several commands, in an open activation. */
final class WizardFixture {

    final InMemoryOpenActivations door = new InMemoryOpenActivations();
    final InMemoryProvenMailboxes proofs = new InMemoryProvenMailboxes(TestKeys.LOOKUP);
    final InMemoryReservations reservations = new InMemoryReservations();
    final InMemoryDomain domain = InMemoryDomain.with(
                    new SettableClock(),
                    new ActivationTerms(Activations.REMIND_AFTER, Activations.EXPIRE_AFTER),
                    door,
                    proofs,
                    reservations,
                    new InMemoryCredentials(),
                    TestKeys.LOOKUP,
                    TestKeys.CODES)
            .handledBy(new ActivationSteps(door, proofs, reservations));

    WizardFixture() {
        door.open(Verifications.ACTIVATION);
    }
}
