package io.mooring.eventstore.model;

import java.util.SortedSet;

/** What a reader remembers between two passes. */
sealed interface Position {

    record LastNumber(int last) implements Position {}

    record TransactionAndNumber(int transaction, int number) implements Position {}

    record NumberAndGaps(long index, SortedSet<Long> gaps) implements Position {}
}
