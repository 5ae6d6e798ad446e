package io.mooring.benchmark.store;

import io.mooring.benchmark.store.reference.ActivationView;
import io.mooring.benchmark.store.reference.ReferenceCommand.BindWorkspace;
import io.mooring.benchmark.store.reference.ReferenceCommand.OpenSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Clients in a closed loop: each begins its next activation when the view shows the end of the one before. */
final class ActivationClients implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final CommandGateway commands;
    private final ActivationView view;
    private final ExecutorService threads;
    private final List<Future<Long>> running = new ArrayList<>();
    private final LongAdder completed = new LongAdder();
    private volatile boolean stopped;

    ActivationClients(CommandGateway commands, ActivationView view, int clients) {
        this.commands = commands;
        this.view = view;
        this.threads = Executors.newFixedThreadPool(clients);
        for (var i = 0; i < clients; i++) {
            running.add(threads.submit(this::loop));
        }
    }

    long completed() {
        return completed.sum();
    }

    private long loop() throws ExecutionException, InterruptedException, TimeoutException {
        var mine = 0L;
        while (!stopped) {
            var activation = TimeOrderedId.next();
            var complete = view.completionOf(activation);
            commands.sendAndWait(new OpenSubscription(TimeOrderedId.next(), activation));
            commands.sendAndWait(new BindWorkspace(TimeOrderedId.next(), activation));
            complete.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            completed.increment();
            mine++;
        }
        return mine;
    }

    /** Lets the activations that have begun come to their end. */
    @Override
    public void close() {
        stopped = true;
        try {
            for (var client : running) {
                client.get(PATIENCE_SECONDS + 5, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("An activation did not come to its end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
