package io.mooring.eventstore.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event as it is in a file: payload and metadata are JSON texts of a single line. */
record HistoricEvent(
        long position,
        String eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        Instant occurredAt,
        String type,
        String revision,
        String payload,
        String metadata,
        @Nullable String correlationId,
        @Nullable String causationId) {}
