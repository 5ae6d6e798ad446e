package io.mooring.eventstore.model;

import java.util.List;

/** What this store does: publish a lower bound before drawing; read below the smallest bound, by a snapshot that is younger than it. */
class SharedBound extends ByNumber {

    @Override
    public List<WriterStep> append(boolean firstOfCall) {
        return firstOfCall
                ? List.of(WriterStep.READ_LAST_VALUE, WriterStep.LOCK_SHARED, WriterStep.DRAW, WriterStep.INSERT)
                : List.of(WriterStep.DRAW, WriterStep.INSERT);
    }

    @Override
    public List<ReaderStep> pass() {
        return List.of(ReaderStep.READ_LAST_VALUE, ReaderStep.READ_BOUNDS, ReaderStep.TAKE_SNAPSHOT);
    }

    @Override
    int upTo(Reader reader) {
        return reader.horizon();
    }
}
