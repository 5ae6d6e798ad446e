package io.mooring.benchmark.store;

import io.mooring.benchmark.Figure;
import io.mooring.benchmark.Sample;
import io.mooring.benchmark.store.reference.ReferenceCommand.OpenSubscription;
import io.mooring.benchmark.store.reference.ReferenceEvent.SubscriptionOpened;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventHandler;

/**
 * From the end of a commit until a handler has the event, at a low rate: on the node that committed, and on another one that has a pool, a store and a
 * processor of its own and hears of the commit through the database only.
 */
final class LatencyBenchmark {

    private static final int WARM_UP = 200;
    private static final int CONNECTIONS = 8;
    private static final int PATIENCE_SECONDS = 20;
    private static final long LEAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long MOST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final DurablePostgres postgres;
    private final Plan plan;

    LatencyBenchmark(DurablePostgres postgres, Plan plan) {
        this.postgres = postgres;
        this.plan = plan;
    }

    /** Remembers when an event reached it. */
    static final class Probe {

        private final Map<String, CompletableFuture<Long>> seen = new ConcurrentHashMap<>();

        CompletableFuture<Long> seen(String activation) {
            return seen.computeIfAbsent(activation, id -> new CompletableFuture<>());
        }

        @EventHandler
        void on(SubscriptionOpened event) {
            var now = System.nanoTime();
            seen(event.activationId()).complete(now);
        }
    }

    List<Figure> measure() throws Exception {
        var wiring = new OurWiring();
        var database = postgres.create("latency");
        wiring.createTables(database);
        var here = new Probe();
        var elsewhere = new Probe();
        try (var pool = database.pool(CONNECTIONS);
                var otherPool = database.pool(CONNECTIONS);
                var node = wiring.start(new Wiring.Setup(database, pool, Map.of("probe-here", here), false))) {
            var other =
                    wiring.start(new Wiring.Setup(database, otherPool, Map.of("probe-elsewhere", elsewhere), false));
            try {
                return measure(node.commands(), here, elsewhere);
            } finally {
                other.close();
            }
        }
    }

    private List<Figure> measure(CommandGateway commands, Probe here, Probe elsewhere) throws Exception {
        var sameNode = new ArrayList<Double>();
        var otherNode = new ArrayList<Double>();
        for (var i = 0; i < WARM_UP + plan.latencies(); i++) {
            var activation = TimeOrderedId.next();
            commands.sendAndWait(new OpenSubscription(TimeOrderedId.next(), activation));
            var committed = System.nanoTime();
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LEAST_PAUSE, MOST_PAUSE));
            var millisHere = millis(here, activation, committed);
            var millisElsewhere = millis(elsewhere, activation, committed);
            if (i >= WARM_UP) {
                sameNode.add(millisHere);
                otherNode.add(millisElsewhere);
            }
        }
        var figures = new ArrayList<Figure>();
        figures.addAll(figures("commit to handler, same node", new Sample(sameNode), 10));
        figures.addAll(figures("commit to handler, other node", new Sample(otherNode), 25));
        return figures;
    }

    private static double millis(Probe probe, String activation, long committed)
            throws InterruptedException, ExecutionException, TimeoutException {
        var seen = probe.seen(activation).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Math.max(0, seen - committed) / 1e6;
    }

    private static List<Figure> figures(String title, Sample sample, double target) {
        return List.of(
                Figure.of(title + ", p50", sample.median(), "ms"),
                Figure.atMost(title + ", p99 of " + sample.size(), sample.percentile(99), "ms", target)
                        .withNote(Rounds.spread(sample)));
    }
}
