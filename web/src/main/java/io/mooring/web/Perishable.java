package io.mooring.web;

/** Rows that outlive their use and are swept away. */
public interface Perishable {

    /** Deletes at most {@code most} rows that nothing needs any more; returns how many there were. */
    int sweep(int most);
}
