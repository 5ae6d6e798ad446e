package io.mooring.eventstore.processing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A doorbell: whoever rings while nobody waits is heard by the next who does; rings in quick succession are one. */
final class Signal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private boolean pending;

    void ring() {
        lock.lock();
        try {
            pending = true;
            rung.signal();
        } finally {
            lock.unlock();
        }
    }

    /** True when somebody rang, false when the time is over. */
    boolean await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            var left = atMost.toNanos();
            while (!pending && left > 0) {
                left = rung.awaitNanos(left);
            }
            var heard = pending;
            pending = false;
            return heard;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass that no ring cuts short; only an interrupt does. */
    static void pause(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }
}
