package io.mooring.eventstore.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A session that reads.
 *
 * @param at the step of the pass that comes next
 * @param lastValue what it read of the sequence
 * @param bound the smallest bound it read
 * @param snapshot how many of the committed rows it sees
 * @param oldest the smallest id of a transaction that was running at its snapshot
 */
record Reader(int at, int lastValue, int bound, int snapshot, int oldest, Position position, List<Row> delivered) {

    static Reader from(Position start) {
        return new Reader(0, 0, 0, 0, 0, start, List.of());
    }

    /** At the beginning of a pass, with nothing in hand. */
    Reader anew() {
        return new Reader(0, 0, 0, 0, 0, position, delivered);
    }

    Reader withLastValue(int value) {
        return new Reader(at + 1, value, bound, snapshot, oldest, position, delivered);
    }

    Reader withBound(int smallest) {
        return new Reader(at + 1, lastValue, smallest, snapshot, oldest, position, delivered);
    }

    Reader withSnapshot(int rows, int oldestRunning) {
        return new Reader(at + 1, lastValue, bound, rows, oldestRunning, position, delivered);
    }

    Reader withPosition(Position reached) {
        return new Reader(at, lastValue, bound, snapshot, oldest, reached, delivered);
    }

    Reader withDelivered(List<Row> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(delivered);
        all.addAll(rows);
        return new Reader(at, lastValue, bound, snapshot, oldest, position, List.copyOf(all));
    }

    /** Asks for another page with what it knows, by a snapshot of its own. */
    Reader anotherPage() {
        return new Reader(at - 1, lastValue, bound, 0, 0, position, delivered);
    }

    /** Up to where it may read: nothing in flight can write there. */
    int horizon() {
        return Math.min(lastValue, bound);
    }
}
