package io.mooring.benchmark.store;

import io.mooring.benchmark.store.reference.ReferenceEvent.SubscriptionOpened;
import io.mooring.benchmark.store.reference.ReferenceEvent.Terms;
import io.mooring.eventstore.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** What one append stores: three events of one new aggregate, about 250 bytes of payload and 150 of metadata each. */
final class SampleCommit {

    static final int EVENTS = 3;

    private SampleCommit() {}

    static List<DomainEventMessage<?>> next() {
        var aggregate = TimeOrderedId.next();
        var metadata = metadata(aggregate, TimeOrderedId.next());
        var payload = new SubscriptionOpened(aggregate, aggregate, Terms.SAMPLE);
        var events = new ArrayList<DomainEventMessage<?>>(EVENTS);
        for (var i = 0; i < EVENTS; i++) {
            events.add(new GenericDomainEventMessage<>(
                    "Subscription", aggregate, i, payload, metadata, TimeOrderedId.next(), Instant.now()));
        }
        return events;
    }

    private static Map<String, String> metadata(String correlation, String causation) {
        return Map.of(
                Serializers.CORRELATION, correlation, Serializers.CAUSATION, causation, "source", "marketplace-queue");
    }

    /** The payload of such an event as it is stored, with an id that stays the same. */
    static String payloadJson() {
        var id = TimeOrderedId.next();
        return json(new SubscriptionOpened(id, id, Terms.SAMPLE));
    }

    static String metadataJson() {
        return json(metadata(TimeOrderedId.next(), TimeOrderedId.next()));
    }

    private static String json(Object value) {
        try {
            return StoredJson.mapper().writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
