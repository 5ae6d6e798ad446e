package io.mooring.eventstore.model;

import java.util.List;

/** Appends queue for one lock, from before the draw until after the commit; readers read whatever there is. */
final class ExclusiveLock extends ByNumber {

    @Override
    public List<WriterStep> append(boolean firstOfCall) {
        return firstOfCall
                ? List.of(WriterStep.LOCK_EXCLUSIVE, WriterStep.DRAW, WriterStep.INSERT)
                : List.of(WriterStep.DRAW, WriterStep.INSERT);
    }

    @Override
    public List<ReaderStep> pass() {
        return List.of(ReaderStep.TAKE_SNAPSHOT);
    }

    @Override
    int upTo(Reader reader) {
        return Integer.MAX_VALUE;
    }
}
