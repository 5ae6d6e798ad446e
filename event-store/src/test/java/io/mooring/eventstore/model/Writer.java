package io.mooring.eventstore.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A session that appends.
 *
 * @param at the instruction that comes next
 * @param transaction the id of the running transaction; 0 if it has written nothing
 * @param lastValue what it read of the sequence
 * @param number what it drew
 * @param sequence the place in the aggregate that its next event takes
 * @param rows what it wrote and has not committed
 * @param locks the keys it holds, in the order it took them
 * @param savedRows how many rows there were at the savepoint, as {@code savedLocks} of locks
 * @param cached numbers that the session has drawn in advance
 */
record Writer(
        int at,
        int transaction,
        int lastValue,
        int number,
        int sequence,
        List<Row> rows,
        List<Integer> locks,
        int savedRows,
        int savedLocks,
        List<Integer> cached) {

    static final Writer NEW = new Writer(0, 0, 0, 0, 0, List.of(), List.of(), 0, 0, List.of());

    /** Between two transactions nothing remains but numbers drawn in advance. */
    Writer idle(int next, List<Integer> numbers) {
        return new Writer(next, 0, 0, 0, 0, List.of(), List.of(), 0, 0, numbers);
    }

    Writer withTransaction(int id) {
        return new Writer(at + 1, id, lastValue, number, sequence, rows, locks, savedRows, savedLocks, cached);
    }

    Writer next() {
        return withTransaction(transaction);
    }

    Writer withLastValue(int value) {
        return new Writer(at + 1, transaction, value, number, sequence, rows, locks, savedRows, savedLocks, cached);
    }

    Writer withSequence(int place) {
        return new Writer(at + 1, transaction, lastValue, number, place, rows, locks, savedRows, savedLocks, cached);
    }

    Writer withLock(int key) {
        return withLocks(plus(locks, key));
    }

    Writer withLocks(List<Integer> held) {
        return new Writer(at + 1, transaction, lastValue, number, sequence, rows, held, savedRows, savedLocks, cached);
    }

    /** The first number of those drawn is used now. */
    Writer withDrawn(List<Integer> numbers) {
        return new Writer(
                at + 1,
                transaction,
                lastValue,
                numbers.getFirst(),
                sequence,
                rows,
                locks,
                savedRows,
                savedLocks,
                List.copyOf(numbers.subList(1, numbers.size())));
    }

    Writer withRow(Row row) {
        return new Writer(
                at + 1,
                row.transaction(),
                lastValue,
                0,
                row.sequence() + 1,
                plus(rows, row),
                locks,
                savedRows,
                savedLocks,
                cached);
    }

    Writer withSavepoint() {
        return new Writer(
                at + 1, transaction, lastValue, number, sequence, rows, locks, rows.size(), locks.size(), cached);
    }

    Writer backToSavepoint() {
        return new Writer(
                at + 1,
                transaction,
                lastValue,
                number,
                sequence,
                List.copyOf(rows.subList(0, savedRows)),
                List.copyOf(locks.subList(0, savedLocks)),
                savedRows,
                savedLocks,
                cached);
    }

    /** Its transaction has an end for every snapshot that is taken from now on. */
    Writer ended() {
        return new Writer(at + 1, 0, lastValue, number, sequence, List.of(), locks, 0, 0, cached);
    }

    boolean wrote(int aggregate, int place) {
        return rows.stream().anyMatch(row -> row.aggregate() == aggregate && row.sequence() == place);
    }

    static <T> List<T> plus(List<T> list, T another) {
        var longer = new ArrayList<>(list);
        longer.add(another);
        return List.copyOf(longer);
    }

    static List<Integer> numbers(int after, int count) {
        return IntStream.rangeClosed(after + 1, after + count).boxed().toList();
    }
}
