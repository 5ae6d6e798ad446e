package io.mooring.eventstore;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A stream over the pages of a query that goes on after the last row seen; pages grow, so that a short read stays small and a long one takes few queries. */
final class KeysetBatches<T> extends Spliterators.AbstractSpliterator<T> {

    /** Reads at most {@code limit} rows after {@code last}, or from the beginning. */
    interface Page<T> {
        List<? extends T> after(@Nullable T last, int limit);
    }

    private final Page<T> page;
    private final int largest;
    private int limit;
    private Iterator<? extends T> rows = List.<T>of().iterator();
    private @Nullable T last;
    private boolean complete;

    private final boolean goesOn;

    private KeysetBatches(int first, int largest, boolean goesOn, Page<T> page) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.page = page;
        this.limit = first;
        this.largest = largest;
        this.goesOn = goesOn;
    }

    /** Ends with the first page that is not full. */
    static <T> Stream<T> stream(int first, int largest, Page<T> page) {
        return StreamSupport.stream(new KeysetBatches<>(first, largest, false, page), false);
    }

    /** Looks again whenever it is asked for more, as a reader at the end of a log that grows. */
    static <T> Stream<T> endless(int first, int largest, Page<T> page) {
        return StreamSupport.stream(new KeysetBatches<>(first, largest, true, page), false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        if (!rows.hasNext()) {
            if (complete) {
                return false;
            }
            var read = page.after(last, limit);
            complete = !goesOn && read.size() < limit;
            limit = Math.min(largest, limit * 4);
            rows = read.iterator();
            if (!rows.hasNext()) {
                return false;
            }
        }
        var row = rows.next();
        last = row;
        action.accept(row);
        return true;
    }
}
