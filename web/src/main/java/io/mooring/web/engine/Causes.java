package io.mooring.web.engine;

import io.mooring.audit.api.History;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** Hands on to everything that follows from a message: who acted, what it all goes back to, and the message as its cause. */
final class Causes implements CorrelationDataProvider {

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var metaData = message.getMetaData();
        var handedOn = new HashMap<String, Object>();
        handedOn.put(History.CAUSATION_ID, message.getIdentifier());
        handedOn.put(History.CORRELATION_ID, metaData.getOrDefault(History.CORRELATION_ID, message.getIdentifier()));
        var actor = metaData.get(History.ACTOR);
        if (actor != null) {
            handedOn.put(History.ACTOR, actor);
        }
        return handedOn;
    }
}
