package io.mooring.workbench;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.messaging.MetaData;

/** A processing group: delivers each event to all of its handlers, in order, as its processor would. */
public final class Group {

    private final List<AnnotationEventHandlerAdapter> handlers;

    public Group(Object... handlers) {
        this.handlers =
                Stream.of(handlers).map(AnnotationEventHandlerAdapter::new).toList();
    }

    public void deliver(String eventId, Object event) {
        handle(new GenericEventMessage<>(eventId, event, MetaData.emptyInstance(), Instant.EPOCH));
    }

    /** As in a replay, which a reset has begun after this event. */
    public void replay(String eventId, Object event) {
        var token =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(9), new GlobalSequenceTrackingToken(1));
        handle(new GenericTrackedEventMessage<>(
                token, new GenericEventMessage<>(eventId, event, MetaData.emptyInstance(), Instant.EPOCH)));
    }

    public void reset() {
        handlers.forEach(AnnotationEventHandlerAdapter::prepareReset);
    }

    private void handle(EventMessage<?> event) {
        try {
            for (var handler : handlers) {
                handler.handle(event);
            }
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
