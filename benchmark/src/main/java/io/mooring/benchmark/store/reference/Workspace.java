package io.mooring.benchmark.store.reference;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.mooring.benchmark.store.reference.ReferenceCommand.BindWorkspace;
import io.mooring.benchmark.store.reference.ReferenceEvent.Terms;
import io.mooring.benchmark.store.reference.ReferenceEvent.WorkspaceBound;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Bound to one activation when it is made. */
public final class Workspace {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String workspaceId;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(BindWorkspace command) {
        apply(new WorkspaceBound(command.activationId(), command.workspaceId(), Terms.SAMPLE));
    }

    @EventSourcingHandler
    void evolve(WorkspaceBound event) {
        workspaceId = event.workspaceId();
    }
}
