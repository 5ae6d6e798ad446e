package io.mooring.eventstore;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate's events, brought up to date and read as often as needed.
 *
 * @param lastSequenceNumber of what is stored, be the event of that number still among them or dropped; null if nothing is stored
 */
public record StoredStream(
        List<DomainEventMessage<?>> events, @Nullable Long lastSequenceNumber) {

    static final StoredStream EMPTY = new StoredStream(List.of(), null);

    DomainEventStream open() {
        return DomainEventStream.of(events.stream(), () -> lastSequenceNumber);
    }
}
