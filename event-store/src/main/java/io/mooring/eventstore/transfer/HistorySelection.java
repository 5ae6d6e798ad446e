package io.mooring.eventstore.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are exported; every restriction narrows further.
 *
 * @param after only events behind this position; −1 for all
 * @param aggregateId only events of this aggregate
 * @param type only events of this logical name
 * @param correlationId only events that were caused together
 * @param from only events that occurred then or later
 * @param until only events that occurred before
 */
public record HistorySelection(
        long after,
        @Nullable String aggregateId,
        @Nullable String type,
        @Nullable String correlationId,
        @Nullable Instant from,
        @Nullable Instant until) {

    public static HistorySelection everything() {
        return new HistorySelection(-1, null, null, null, null, null);
    }

    public HistorySelection behind(long position) {
        return new HistorySelection(position, aggregateId, type, correlationId, from, until);
    }

    public HistorySelection ofAggregate(String id) {
        return new HistorySelection(after, id, type, correlationId, from, until);
    }

    public HistorySelection ofType(String name) {
        return new HistorySelection(after, aggregateId, name, correlationId, from, until);
    }

    public HistorySelection ofCorrelation(String id) {
        return new HistorySelection(after, aggregateId, type, id, from, until);
    }

    public HistorySelection occurredFrom(Instant first) {
        return new HistorySelection(after, aggregateId, type, correlationId, first, until);
    }

    public HistorySelection occurredBefore(Instant end) {
        return new HistorySelection(after, aggregateId, type, correlationId, from, end);
    }
}
