package io.mooring.query;

import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;

/** Delivers events to a projection as a processor would, each with an id of its own that a repetition shares. */
public final class Stream {

    private final AnnotationEventHandlerAdapter handlers;

    public Stream(Object projection) {
        this.handlers = new AnnotationEventHandlerAdapter(projection);
    }

    /** The same history always has the same ids. */
    public static List<EventMessage<?>> of(Object... events) {
        return IntStream.range(0, events.length)
                .<EventMessage<?>>mapToObj(i -> new GenericEventMessage<>(
                        "event-" + i, events[i], MetaData.emptyInstance(), java.time.Instant.EPOCH))
                .toList();
    }

    public Stream deliver(List<EventMessage<?>> events) {
        events.forEach(this::deliver);
        return this;
    }

    public Stream deliver(Object... events) {
        return deliver(of(events));
    }

    public Stream reset() {
        handlers.prepareReset();
        return this;
    }

    private void deliver(EventMessage<?> event) {
        try {
            handlers.handle(event);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
