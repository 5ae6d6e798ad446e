package io.mooring.eventstore.model;

/** What a reader asks the database for in one pass; what follows the last step is its own affair and delivers. */
enum ReaderStep {
    READ_LAST_VALUE("reads the sequence's last value"),
    PEEK_AT_LAST_VALUE("peeks at the sequence's last value"),
    READ_BOUNDS("reads the smallest bound held"),
    TAKE_SNAPSHOT("takes a snapshot");

    private final String says;

    ReaderStep(String says) {
        this.says = says;
    }

    String by(int reader) {
        return "reader " + (reader + 1) + " " + says;
    }
}
