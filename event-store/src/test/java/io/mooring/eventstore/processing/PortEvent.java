package io.mooring.eventstore.processing;

import org.axonframework.serialization.Revision;

/** What happens to ships in a port. */
public sealed interface PortEvent {

    @Revision("1")
    record ShipArrived(String ship, int load) implements PortEvent {}

    @Revision("1")
    record ShipUnloaded(String ship, int load) implements PortEvent {}

    @Revision("1")
    record ShipLeft(String ship) implements PortEvent {}
}
