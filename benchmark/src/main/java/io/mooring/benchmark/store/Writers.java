package io.mooring.benchmark.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that do the same thing over and over for a while; one that fails fails the measurement. */
final class Writers {

    /** Not measured: after so many the driver has prepared its statements on the server. */
    private static final int REHEARSALS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Writers() {}

    static Throughput run(int writers, Duration time, Runnable task) {
        var ready = new CountDownLatch(writers);
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(writers);
        try {
            var running = new ArrayList<Future<Long>>();
            for (var i = 0; i < writers; i++) {
                running.add(threads.submit(() -> one(time, task, ready, start)));
            }
            await(ready, running);
            var began = System.nanoTime();
            start.countDown();
            var count = 0L;
            for (var writer : running) {
                count += writer.get(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
            }
            return new Throughput(count, (System.nanoTime() - began) / 1e9);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("A writer failed or hangs", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long one(Duration time, Runnable task, CountDownLatch ready, CountDownLatch start)
            throws InterruptedException {
        try {
            for (var i = 0; i < REHEARSALS; i++) {
                task.run();
            }
        } finally {
            ready.countDown();
        }
        start.await();
        var end = System.nanoTime() + time.toNanos();
        var count = 0L;
        while (System.nanoTime() < end) {
            task.run();
            count++;
        }
        return count;
    }

    private static void await(CountDownLatch ready, List<Future<Long>> running)
            throws InterruptedException, ExecutionException {
        if (!ready.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The writers did not get ready within " + PATIENCE);
        }
        for (var writer : running) {
            if (writer.state() == Future.State.FAILED) {
                writer.get();
            }
        }
    }
}
