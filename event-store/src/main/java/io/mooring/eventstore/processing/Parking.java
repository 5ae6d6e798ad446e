package io.mooring.eventstore.processing;

import org.axonframework.eventhandling.EventMessage;

/** Where a processor leaves events that it can not digest, so that the others go on. */
public interface Parking {

    /** Whether the event itself is at fault; if not, the whole batch is tried again later. */
    boolean isAtFault(EventMessage<?> event, Throwable cause);

    /** Keeps the event, inside the running transaction. */
    void park(EventMessage<?> event, Throwable cause);
}
