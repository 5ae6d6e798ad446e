package io.mooring.eventstore.saga;

/** A saga of another type. */
final class Voyage {
    public int leg = 1;
}
