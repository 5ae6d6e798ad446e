package io.mooring.eventstore.model;

/**
 * An event as it is stored.
 *
 * @param sequence its place within its aggregate, from 0
 * @param transaction the id of the transaction that wrote it
 * @param time what the writer's clock said
 */
record Row(int number, int aggregate, int sequence, int transaction, int time) {

    @Override
    public String toString() {
        return number + ":" + (char) ('A' + aggregate) + sequence;
    }
}
