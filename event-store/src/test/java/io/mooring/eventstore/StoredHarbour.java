package io.mooring.eventstore;

import io.mooring.eventstore.HarbourEvent.ShipMoored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** A harbour's history on a database of its own: what is written to it, and what its readers see. */
final class StoredHarbour {

    static final ShipMoored MOORED = new ShipMoored("north", 120, Instant.EPOCH);

    final EventStoreDatabase database;
    final PostgresEventStorageEngine engine;

    StoredHarbour() {
        this(new EventStoreDatabase());
    }

    StoredHarbour(EventStoreDatabase database) {
        this.database = database;
        this.engine = database.engine();
    }

    /** Another engine on the same history, which brings its events up to date in this way. */
    PostgresEventStorageEngine upcasting(EventUpcaster upcaster) {
        return PostgresEventStorageEngine.on(
                database.dataSource, database.serializer(database.keys()), "correlationId", "causationId", upcaster);
    }

    /** Appends in a transaction of its own. */
    void append(EventMessage<?>... events) {
        append(List.of(events));
    }

    void append(List<? extends EventMessage<?>> events) {
        database.transaction.executeWithoutResult(status -> engine.appendEvents(events));
    }

    /** Uses up numbers that no event will have. */
    void rollBack(List<? extends EventMessage<?>> events) {
        database.transaction.executeWithoutResult(status -> {
            engine.appendEvents(events);
            status.setRollbackOnly();
        });
    }

    List<String> idsAfter(@Nullable TrackingToken token) {
        try (var events = engine.readEvents(token, false)) {
            return ids(events.toList());
        }
    }

    static List<String> ids(List<? extends EventMessage<?>> events) {
        return events.stream().<String>map(EventMessage::getIdentifier).toList();
    }

    static List<DomainEventMessage<?>> stream(String aggregate, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .<DomainEventMessage<?>>mapToObj(sequence -> EventStoreDatabase.event(aggregate, sequence, MOORED))
                .toList();
    }

    static DomainEventMessage<?> eventAt(String aggregate, long sequence, Instant time) {
        return identified("event-of-" + aggregate + "-" + sequence, aggregate, sequence, time);
    }

    static DomainEventMessage<?> identified(String id, String aggregate, long sequence, Instant time) {
        return new GenericDomainEventMessage<>("Harbour", aggregate, sequence, MOORED, Map.of(), id, time);
    }
}
