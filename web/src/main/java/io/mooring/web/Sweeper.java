package io.mooring.web;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sweeps what is {@link Perishable}, in small batches, so that no sweep holds a lock or a connection for long. */
@Component
final class Sweeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int BATCH = 500;
    private static final int BATCHES = 40;

    private final List<Perishable> perishables;
    private @Nullable ScheduledExecutorService timer;

    Sweeper(List<Perishable> perishables) {
        this.perishables = List.copyOf(perishables);
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sweeper").daemon().factory());
        var unused = timer.scheduleWithFixedDelay(this::sweep, 5, 10, TimeUnit.MINUTES);
    }

    void sweep() {
        perishables.forEach(Sweeper::sweep);
    }

    private static void sweep(Perishable perishable) {
        try {
            for (var batch = 0; batch < BATCHES && perishable.sweep(BATCH) == BATCH; batch++) {
                Thread.onSpinWait();
            }
        } catch (RuntimeException failed) {
            LOG.warn("sweep failed of={}", perishable.getClass().getSimpleName(), failed);
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
