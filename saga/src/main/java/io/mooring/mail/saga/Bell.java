package io.mooring.mail.saga;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Rung when there may be something to send; rings for nobody are kept for the next who listens. */
@Component
class Bell {

    private final Semaphore rings = new Semaphore(0);

    void ring() {
        rings.release();
    }

    /** True if it rang, false if the time went by. */
    boolean listen(Duration atMost) throws InterruptedException {
        return rings.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
