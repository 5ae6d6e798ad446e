package io.mooring.benchmark.store.reference;

import org.axonframework.serialization.Revision;

/** What happens in an activation; each event is about 250 bytes of JSON. */
public sealed interface ReferenceEvent {

    String activationId();

    /** What was bought: the part of the events that gives them their size. */
    record Terms(String product, String customer, String agreement, String dimension, int quantity) {
        public static final Terms SAMPLE =
                new Terms("prod-7xqk2m4tzw3ha", "cust-0123456789ab", "agmt-5f8h2k9m3n7p", "team-seats-per-month", 25);
    }

    @Revision("1")
    record SubscriptionOpened(String activationId, String subscriptionId, Terms terms) implements ReferenceEvent {}

    @Revision("1")
    record SubscriptionConfirmed(String activationId, String subscriptionId, Terms terms) implements ReferenceEvent {}

    @Revision("1")
    record ActivationStarted(String activationId, String subscriptionId, Terms terms) implements ReferenceEvent {}

    @Revision("1")
    record WorkspaceBound(String activationId, String workspaceId, Terms terms) implements ReferenceEvent {}

    @Revision("1")
    record RequirementSatisfied(String activationId, String workspaceId, Terms terms) implements ReferenceEvent {}

    @Revision("1")
    record ActivationCompleted(String activationId, String workspaceId, Terms terms) implements ReferenceEvent {}
}
