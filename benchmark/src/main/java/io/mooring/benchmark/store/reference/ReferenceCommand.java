package io.mooring.benchmark.store.reference;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What a client asks for, the first two, and what the saga asks for. */
public sealed interface ReferenceCommand {

    record OpenSubscription(@TargetAggregateIdentifier String subscriptionId, String activationId)
            implements ReferenceCommand {}

    record BindWorkspace(@TargetAggregateIdentifier String workspaceId, String activationId)
            implements ReferenceCommand {}

    record StartActivation(@TargetAggregateIdentifier String activationId, String subscriptionId)
            implements ReferenceCommand {}

    record SatisfyRequirement(@TargetAggregateIdentifier String activationId, String workspaceId)
            implements ReferenceCommand {}
}
