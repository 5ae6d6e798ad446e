package io.mooring.eventstore.model;

import java.util.List;

/** How appends and reads are put together from steps of the database. */
interface Protocol {

    /** The steps from the first thing that an append asks of the database to the event being inserted. */
    List<WriterStep> append(boolean firstOfCall);

    /** PostgreSQL's own order. */
    default List<WriterStep> commit() {
        return List.of(WriterStep.BECOME_VISIBLE, WriterStep.RELEASE_LOCKS);
    }

    /** Numbers that a session draws at once. */
    default int cache() {
        return 1;
    }

    Position start();

    List<ReaderStep> pass();

    /**
     * What a reader makes of its pass: rows delivered, position moved.
     *
     * @param visible the rows of its snapshot
     * @param limit rows of one page
     */
    Reader deliver(Reader reader, List<Row> visible, int limit, int clock);

    /** Whether positions are kept in the database, so that a crash cannot know less than they do. */
    default boolean keepsPositionInDatabase() {
        return false;
    }
}
