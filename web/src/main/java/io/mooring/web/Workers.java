package io.mooring.web;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Named threads that everything blocking hops to, so that none of it runs on a Netty thread. Both the threads and those waiting are bounded: one request
 * more is refused by {@link Fault#BUSY}.
 */
public final class Workers implements AutoCloseable {

    private static final int DRAIN_SECONDS = 15;

    private final ThreadPoolExecutor executor;

    public Workers(String name, int threads, int queue) {
        this.executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().name(name + "-", 1).factory());
    }

    /** Calls {@code work} on a worker. Work that has begun is never interrupted, even when nobody waits for it any more. */
    public <T> Mono<T> call(Callable<? extends @Nullable T> work) {
        return Mono.create(sink -> {
            var unwanted = new AtomicBoolean();
            sink.onCancel(() -> unwanted.set(true));
            try {
                executor.execute(() -> {
                    if (!unwanted.get()) {
                        answer(work, sink);
                    }
                });
            } catch (RejectedExecutionException full) {
                sink.error(Fault.BUSY.problem().retryAfterSeconds(1));
            }
        });
    }

    /** The same for work without a result. */
    public Mono<Void> run(Runnable work) {
        return call(() -> {
            work.run();
            return null;
        });
    }

    @SuppressWarnings("IllegalCatch")
    private static <T> void answer(Callable<? extends @Nullable T> work, MonoSink<T> sink) {
        T result;
        try {
            result = work.call();
        } catch (Exception | LinkageError | AssertionError failed) {
            sink.error(failed);
            return;
        }
        if (result == null) {
            sink.success();
        } else {
            sink.success(result);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
