package io.mooring.benchmark.store.reference;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.benchmark.store.reference.ReferenceCommand.SatisfyRequirement;
import io.mooring.benchmark.store.reference.ReferenceCommand.StartActivation;
import io.mooring.benchmark.store.reference.ReferenceEvent.ActivationCompleted;
import io.mooring.benchmark.store.reference.ReferenceEvent.ActivationStarted;
import io.mooring.benchmark.store.reference.ReferenceEvent.RequirementSatisfied;
import io.mooring.benchmark.store.reference.ReferenceEvent.Terms;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Complete as soon as its one requirement is satisfied. */
public final class Activation {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String activationId;

    private boolean completed;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(StartActivation command) {
        apply(new ActivationStarted(command.activationId(), command.subscriptionId(), Terms.SAMPLE));
    }

    @CommandHandler
    void decide(SatisfyRequirement command) {
        if (!completed) {
            apply(new RequirementSatisfied(command.activationId(), command.workspaceId(), Terms.SAMPLE));
            apply(new ActivationCompleted(command.activationId(), command.workspaceId(), Terms.SAMPLE));
        }
    }

    @EventSourcingHandler
    void evolve(ActivationStarted event) {
        activationId = event.activationId();
    }

    @EventSourcingHandler
    void evolve(ActivationCompleted event) {
        completed = true;
    }
}
