package io.mooring.web.slice;

import reactor.blockhound.BlockHound;

/** Makes it an error to block a thread that serves many. */
public final class NoBlocking {

    /** The queues of timers and workers have locks that are held for microseconds, and now and then two threads meet at one. */
    public static void install() {
        var timers = "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue";
        BlockHound.install(builder -> builder.allowBlockingCallsInside(timers, "offer")
                .allowBlockingCallsInside(timers, "remove")
                .allowBlockingCallsInside("java.util.concurrent.ArrayBlockingQueue", "offer"));
    }

    private NoBlocking() {}
}
