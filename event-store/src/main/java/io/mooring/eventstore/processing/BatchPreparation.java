package io.mooring.eventstore.processing;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/** Reads ahead what the handlers of a batch are going to need, inside the batch's transaction and unit of work. */
@FunctionalInterface
public interface BatchPreparation {

    void prepare(List<? extends EventMessage<?>> events);

    /** This one, and then another. */
    default BatchPreparation and(BatchPreparation other) {
        return events -> {
            prepare(events);
            other.prepare(events);
        };
    }
}
