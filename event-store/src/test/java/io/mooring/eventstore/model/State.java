package io.mooring.eventstore.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The database and all its sessions between two steps.
 *
 * @param lastValue the last number drawn
 * @param shown what stands in the sequence's tuple, which is ahead while a {@code nextval} logs
 * @param durable the last number of which a crash leaves a trace
 * @param committed what snapshots see, in the order of the commits
 */
record State(
        int lastValue,
        int shown,
        int durable,
        List<Row> committed,
        List<Writer> writers,
        List<Reader> readers,
        int nextTransaction,
        int clock,
        boolean crashed) {

    State with(int writer, Writer changed) {
        return new State(
                lastValue,
                shown,
                durable,
                committed,
                replaced(writers, writer, changed),
                readers,
                nextTransaction,
                clock,
                crashed);
    }

    State with(int reader, Reader changed) {
        return new State(
                lastValue,
                shown,
                durable,
                committed,
                writers,
                replaced(readers, reader, changed),
                nextTransaction,
                clock,
                crashed);
    }

    State withShown(int value) {
        return new State(lastValue, value, durable, committed, writers, readers, nextTransaction, clock, crashed);
    }

    State withDrawn(int last) {
        return new State(last, last, durable, committed, writers, readers, nextTransaction, clock, crashed);
    }

    State withNextTransaction(int id) {
        return new State(lastValue, shown, durable, committed, writers, readers, id, clock, crashed);
    }

    /** A commit makes durable what was logged before it. */
    State withCommitted(List<Row> rows) {
        var all = new ArrayList<>(committed);
        all.addAll(rows);
        return new State(
                lastValue, shown, lastValue, List.copyOf(all), writers, readers, nextTransaction, clock, crashed);
    }

    State later() {
        return new State(lastValue, shown, durable, committed, writers, readers, nextTransaction, clock + 1, crashed);
    }

    State afterCrash(List<Writer> restarted, List<Reader> reconnected) {
        return new State(durable, durable, durable, committed, restarted, reconnected, nextTransaction, clock, true);
    }

    boolean isLoggingAhead() {
        return shown != lastValue;
    }

    int smallestLock() {
        var smallest = Integer.MAX_VALUE;
        for (var writer : writers) {
            for (var key : writer.locks()) {
                smallest = Math.min(smallest, key);
            }
        }
        return smallest;
    }

    int oldestTransaction() {
        var oldest = nextTransaction;
        for (var writer : writers) {
            oldest = writer.transaction() == 0 ? oldest : Math.min(oldest, writer.transaction());
        }
        return oldest;
    }

    private static <T> List<T> replaced(List<T> list, int index, T changed) {
        var copy = new ArrayList<>(list);
        copy.set(index, changed);
        return List.copyOf(copy);
    }
}
