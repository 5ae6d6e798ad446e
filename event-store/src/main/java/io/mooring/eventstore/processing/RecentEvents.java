package io.mooring.eventstore.processing;

import io.mooring.eventstore.PostgresEventStorageEngine.Range;
import io.mooring.eventstore.TrackingTokens;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** The last events of the log, read once for all workers of a node. */
final class RecentEvents {

    private final int kept;
    private List<TrackedEventMessage<?>> events = new ArrayList<>();
    private long before;
    private long upTo;

    /** Begins empty, with everything up to a position already in the past. */
    RecentEvents(int kept, long position) {
        this.kept = kept;
        this.before = position;
        this.upTo = position;
    }

    /** Adds what comes next. */
    synchronized void add(Range next) {
        events.addAll(next.events());
        upTo = next.upTo();
        if (events.size() > 2 * kept) {
            var first = events.size() - kept;
            // Never in the midst of what one stored event was upcast to
            while (first < events.size() && positionOf(first) == positionOf(first - 1)) {
                first++;
            }
            before = positionOf(first - 1);
            events = new ArrayList<>(events.subList(first, events.size()));
        }
    }

    /** Up to where the log was read. */
    synchronized long upTo() {
        return upTo;
    }

    /** The events that come after a position, at least {@code limit} of them if there are so many; null if some of them are no longer kept. */
    synchronized @Nullable Range after(long position, int limit) {
        if (position < before) {
            return null;
        }
        var from = firstAfter(position);
        var to = Math.min(events.size(), from + limit);
        while (to > from && to < events.size() && positionOf(to) == positionOf(to - 1)) {
            to++;
        }
        return new Range(List.copyOf(events.subList(from, to)), to < events.size() ? positionOf(to - 1) : upTo);
    }

    private int firstAfter(long position) {
        var low = 0;
        var high = events.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (positionOf(middle) <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long positionOf(int index) {
        return TrackingTokens.after(events.get(index).trackingToken());
    }
}
