package io.mooring.eventstore.model;

/** What a session that appends does; PostgreSQL divides none of it. */
enum WriterStep {
    WRITE_ELSEWHERE("writes to another table"),
    LOAD("loads its aggregate"),
    READ_LAST_VALUE("reads the sequence's last value"),
    /** By a plain {@code select}, which does not wait for a {@code nextval} in progress. */
    PEEK_AT_LAST_VALUE("peeks at the sequence's last value"),
    LOCK_SHARED("publishes its bound"),
    LOCK_EXCLUSIVE("takes the append lock"),
    /** {@code nextval} puts what it logs for the next 32 numbers into the tuple, for as long as it logs. */
    LOG_AHEAD("logs numbers ahead"),
    DRAW("draws a number"),
    INSERT("inserts its event"),
    SET_SAVEPOINT("sets a savepoint"),
    ROLL_BACK_TO_SAVEPOINT("rolls back to the savepoint"),
    BECOME_VISIBLE("becomes visible"),
    RELEASE_LOCKS("releases its locks"),
    ROLL_BACK("rolls back");

    private final String says;

    WriterStep(String says) {
        this.says = says;
    }

    String by(int writer) {
        return "writer " + (writer + 1) + " " + says;
    }
}
