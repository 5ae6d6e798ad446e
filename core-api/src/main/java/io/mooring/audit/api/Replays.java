package io.mooring.audit.api;

/** Views that are being made anew from history; what they say meanwhile was true once. */
public interface Replays {

    /** Whether a group of event handlers has not come back to where it was. */
    boolean isUnderWay(String group);
}
