package io.mooring.eventstore.model;

import io.mooring.eventstore.model.Position.TransactionAndNumber;
import java.util.Comparator;
import java.util.List;

/** No lock: the order is that of the transactions' ids, read below the oldest one that the snapshot saw running. */
final class TransactionIdOrder implements Protocol {

    private static final Comparator<TransactionAndNumber> ORDER =
            Comparator.comparingInt(TransactionAndNumber::transaction).thenComparingInt(TransactionAndNumber::number);

    @Override
    public List<WriterStep> append(boolean firstOfCall) {
        return List.of(WriterStep.DRAW, WriterStep.INSERT);
    }

    @Override
    public Position start() {
        return new TransactionAndNumber(0, 0);
    }

    @Override
    public List<ReaderStep> pass() {
        return List.of(ReaderStep.TAKE_SNAPSHOT);
    }

    @Override
    public Reader deliver(Reader reader, List<Row> visible, int limit, int clock) {
        var last = (TransactionAndNumber) reader.position();
        var page = visible.stream()
                .filter(row -> row.transaction() < reader.oldest() && ORDER.compare(position(row), last) > 0)
                .sorted(Comparator.comparing(TransactionIdOrder::position, ORDER))
                .limit(limit)
                .toList();
        return page.isEmpty()
                ? reader.anew()
                : reader.withDelivered(page)
                        .withPosition(position(page.getLast()))
                        .anew();
    }

    private static TransactionAndNumber position(Row row) {
        return new TransactionAndNumber(row.transaction(), row.number());
    }
}
