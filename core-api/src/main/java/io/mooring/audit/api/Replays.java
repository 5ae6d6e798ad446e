package io.mooring.audit.api;

import java.util.Collection;

/** Views that are being made anew from history; what they say meanwhile was true once. */
public interface Replays {

    /** Whether one of these groups of event handlers has not come back to where it was. */
    boolean isUnderWay(Collection<String> groups);
}
