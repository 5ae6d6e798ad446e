package io.mooring.eventstore.model;

import java.util.List;

/** {@link SharedBound} with one thing changed each; the explorer has to find what that costs. */
final class Broken {

    private Broken() {}

    static final class BoundPublishedAfterTheDraw extends SharedBound {

        @Override
        public List<WriterStep> append(boolean firstOfCall) {
            return firstOfCall
                    ? List.of(WriterStep.READ_LAST_VALUE, WriterStep.DRAW, WriterStep.LOCK_SHARED, WriterStep.INSERT)
                    : super.append(false);
        }
    }

    static final class SnapshotOlderThanTheHorizon extends SharedBound {

        @Override
        public List<ReaderStep> pass() {
            return List.of(ReaderStep.TAKE_SNAPSHOT, ReaderStep.READ_LAST_VALUE, ReaderStep.READ_BOUNDS);
        }
    }

    static final class SnapshotOlderThanTheBounds extends SharedBound {

        @Override
        public List<ReaderStep> pass() {
            return List.of(ReaderStep.READ_LAST_VALUE, ReaderStep.TAKE_SNAPSHOT, ReaderStep.READ_BOUNDS);
        }
    }

    static final class BoundsReadBeforeTheLastValue extends SharedBound {

        @Override
        public List<ReaderStep> pass() {
            return List.of(ReaderStep.READ_BOUNDS, ReaderStep.READ_LAST_VALUE, ReaderStep.TAKE_SNAPSHOT);
        }
    }

    static final class LocksReleasedBeforeTheCommitIsVisible extends SharedBound {

        @Override
        public List<WriterStep> commit() {
            return List.of(WriterStep.RELEASE_LOCKS, WriterStep.BECOME_VISIBLE);
        }
    }

    static final class SequenceWithCache extends SharedBound {

        @Override
        public int cache() {
            return 2;
        }
    }

    /** {@code select last_value from …} shows what a {@code nextval} in progress logs ahead. */
    static final class BoundByPlainSelect extends LoggingSharedBound {

        @Override
        public List<WriterStep> append(boolean firstOfCall) {
            return super.append(firstOfCall).stream()
                    .map(step -> step == WriterStep.READ_LAST_VALUE ? WriterStep.PEEK_AT_LAST_VALUE : step)
                    .toList();
        }
    }

    static final class HorizonByPlainSelect extends LoggingSharedBound {

        @Override
        public List<ReaderStep> pass() {
            return List.of(ReaderStep.PEEK_AT_LAST_VALUE, ReaderStep.READ_BOUNDS, ReaderStep.TAKE_SNAPSHOT);
        }
    }

    /** Right as long as the server lives: after a crash, numbers that nobody committed are drawn again. */
    static final class HorizonRememberedOutsideTheDatabase extends SharedBound {

        @Override
        Reader atEndOfPass(Reader reader) {
            return reader.horizon() > last(reader)
                    ? reader.withPosition(new Position.LastNumber(reader.horizon()))
                    : reader;
        }
    }
}
