package io.mooring.eventstore;

import java.util.List;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** A way to read on from a position. */
@FunctionalInterface
interface Reading {

    Page after(@Nullable TrackingToken token, int atMost);

    record Page(
            List<? extends TrackedEventMessage<?>> events,
            @Nullable TrackingToken reached) {}

    /** As Axon's processors do: the position is that of the last event seen. */
    static Reading byTokens(EventStorageEngine engine) {
        return (token, atMost) -> {
            try (var stream = engine.readEvents(token, false)) {
                List<? extends TrackedEventMessage<?>> events =
                        stream.limit(atMost).toList();
                return page(events, () -> token);
            }
        };
    }

    /** As the feed does: when there is nothing more, the position is the horizon itself, beyond the last event seen. */
    static Reading upToTheHorizon(PostgresEventStorageEngine engine) {
        return (token, atMost) -> {
            var horizon = engine.horizon();
            var events = engine.readRange(TrackingTokens.after(token), horizon, atMost);
            return events.size() < atMost
                    ? new Page(events, new GlobalSequenceTrackingToken(horizon))
                    : page(events, () -> token);
        };
    }

    private static Page page(
            List<? extends TrackedEventMessage<?>> events, Supplier<@Nullable TrackingToken> otherwise) {
        return new Page(
                events, events.isEmpty() ? otherwise.get() : events.getLast().trackingToken());
    }
}
