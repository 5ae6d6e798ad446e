package io.mooring.eventstore.model;

import java.util.Comparator;
import java.util.List;

/** Readers that go by number and remember the last one delivered. */
abstract class ByNumber implements Protocol {

    @Override
    public Position start() {
        return new Position.LastNumber(0);
    }

    @Override
    public Reader deliver(Reader reader, List<Row> visible, int limit, int clock) {
        var last = last(reader);
        var page = visible.stream()
                .filter(row -> row.number() > last && row.number() <= upTo(reader))
                .sorted(Comparator.comparingInt(Row::number))
                .limit(limit)
                .toList();
        var delivered = page.isEmpty()
                ? reader
                : reader.withDelivered(page)
                        .withPosition(new Position.LastNumber(page.getLast().number()));
        return page.size() < limit ? atEndOfPass(delivered).anew() : delivered.anotherPage();
    }

    abstract int upTo(Reader reader);

    @Override
    public String toString() {
        return getClass().getSimpleName();
    }

    Reader atEndOfPass(Reader reader) {
        return reader;
    }

    static int last(Reader reader) {
        return ((Position.LastNumber) reader.position()).last();
    }
}
