package io.mooring.web.slice;

import reactor.blockhound.BlockHound;

/** Makes it an error to block a thread that serves many. */
public final class NoBlocking {

    /** The timer's own queue has a lock that is held for microseconds when a heartbeat is cancelled. */
    public static void install() {
        BlockHound.install(builder -> builder.allowBlockingCallsInside(
                "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove"));
    }

    private NoBlocking() {}
}
