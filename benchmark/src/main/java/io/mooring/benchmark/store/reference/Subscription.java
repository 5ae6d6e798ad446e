package io.mooring.benchmark.store.reference;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.benchmark.store.reference.ReferenceCommand.OpenSubscription;
import io.mooring.benchmark.store.reference.ReferenceEvent.SubscriptionConfirmed;
import io.mooring.benchmark.store.reference.ReferenceEvent.SubscriptionOpened;
import io.mooring.benchmark.store.reference.ReferenceEvent.Terms;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Opened and confirmed at once. */
public final class Subscription {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String subscriptionId;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(OpenSubscription command) {
        apply(new SubscriptionOpened(command.activationId(), command.subscriptionId(), Terms.SAMPLE));
        apply(new SubscriptionConfirmed(command.activationId(), command.subscriptionId(), Terms.SAMPLE));
    }

    @EventSourcingHandler
    void evolve(SubscriptionOpened event) {
        subscriptionId = event.subscriptionId();
    }
}
