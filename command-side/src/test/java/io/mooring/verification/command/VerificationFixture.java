package io.mooring.verification.command;

import io.mooring.testsupport.activation.InMemoryOpenActivations;
import io.mooring.testsupport.privacy.TestKeys;
import io.mooring.testsupport.time.SettableClock;
import io.mooring.testsupport.verification.InMemoryProvenMailboxes;
import io.mooring.testsupport.verification.Verifications;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** A verification in an open activation, with everything its decisions ask for. */
final class VerificationFixture {

    final SettableClock clock = new SettableClock();
    final InMemoryOpenActivations door = new InMemoryOpenActivations();
    final InMemoryMailboxBudget budget = new InMemoryMailboxBudget();
    final InMemoryProvenMailboxes proofs = new InMemoryProvenMailboxes(TestKeys.LOOKUP);
    final AggregateTestFixture<Verification> axon = new AggregateTestFixture<>(Verification.class);

    VerificationFixture() {
        axon.registerInjectableResource(clock);
        axon.registerInjectableResource(door);
        axon.registerInjectableResource(budget);
        axon.registerInjectableResource(proofs);
        axon.registerInjectableResource(TestKeys.LOOKUP);
        axon.registerInjectableResource(TestKeys.CODES);
        door.open(Verifications.ACTIVATION);
    }
}
