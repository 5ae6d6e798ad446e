package io.mooring.eventstore.model;

import io.mooring.eventstore.model.Position.NumberAndGaps;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;

/**
 * What Axon's {@code JdbcEventStorageEngine} does, with Axon's own token: numbers not seen yet are remembered, until an event is read whose timestamp
 * is as old as the time-out by the reader's clock. The time-out is one tick. Its cleaning of more than 250 gaps forgets no less and is left out.
 */
final class GapTimeout implements Protocol {

    private static final int TIMEOUT = 1;
    private static final int MAX_GAP_OFFSET = 10_000;
    private static final long LOWEST_NUMBER = 1;
    private static final NumberAndGaps NOTHING_READ = new NumberAndGaps(-1, Collections.emptySortedSet());

    @Override
    public List<WriterStep> append(boolean firstOfCall) {
        return List.of(WriterStep.DRAW, WriterStep.INSERT);
    }

    @Override
    public Position start() {
        return NOTHING_READ;
    }

    @Override
    public List<ReaderStep> pass() {
        return List.of(ReaderStep.TAKE_SNAPSHOT);
    }

    @Override
    public Reader deliver(Reader reader, List<Row> visible, int limit, int clock) {
        var position = (NumberAndGaps) reader.position();
        var page = visible.stream()
                .filter(row ->
                        row.number() > position.index() || position.gaps().contains((long) row.number()))
                .sorted(Comparator.comparingInt(Row::number))
                .limit(limit)
                .toList();
        if (page.isEmpty()) {
            return reader.anew();
        }
        var token = position.equals(NOTHING_READ)
                ? first(page.getFirst(), clock)
                : GapAwareTrackingToken.newInstance(position.index(), position.gaps());
        for (var row : position.equals(NOTHING_READ) ? page.subList(1, page.size()) : page) {
            token = token.advanceTo(row.number(), isYoung(row, clock) ? MAX_GAP_OFFSET : 0);
        }
        return reader.withDelivered(page)
                .withPosition(new NumberAndGaps(token.getIndex(), new TreeSet<>(token.getGaps())))
                .anew();
    }

    private static GapAwareTrackingToken first(Row row, int clock) {
        var gaps = isYoung(row, clock)
                ? LongStream.range(Math.min(LOWEST_NUMBER, row.number()), row.number())
                        .boxed()
                        .toList()
                : List.<Long>of();
        return GapAwareTrackingToken.newInstance(row.number(), gaps);
    }

    private static boolean isYoung(Row row, int clock) {
        return row.time() > clock - TIMEOUT;
    }
}
