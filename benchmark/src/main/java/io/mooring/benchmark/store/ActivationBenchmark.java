package io.mooring.benchmark.store;

import io.mooring.benchmark.Figure;
import io.mooring.benchmark.store.reference.ActivationView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Activations per second from the first command until the view shows the end, through aggregates, saga and projection in this process. */
final class ActivationBenchmark {

    /** Of the client's two commands and of the saga's two. */
    private static final int OWN_COMMITS = 4;

    /** Events of these four, in their order. */
    private static final List<Integer> EVENTS_OF_COMMANDS = List.of(2, 1, 1, 2);

    /** What processors, their claims and the listener hold beside the clients. */
    private static final int FURTHER_CONNECTIONS = 24;

    private static final int OF_THE_TARGET = 64;

    private final DurablePostgres postgres;
    private final Floor floor;
    private final Plan plan;
    private final Rounds commits = new Rounds();

    ActivationBenchmark(DurablePostgres postgres, Floor floor, Plan plan) {
        this.postgres = postgres;
        this.floor = floor;
        this.plan = plan;
    }

    private record Competitor(String name, Measure measure) {
        interface Measure {
            double of(int clients);
        }
    }

    private record Wired(Wiring wiring, Database database) {}

    private record Load(double activationsPerSecond, double commitsOfEach) {}

    List<Figure> measure() {
        var wirings = List.of(new OurWiring(), AxonWiring.tuned(), AxonWiring.stock());
        var wired = new ArrayList<Wired>();
        for (var wiring : wirings) {
            var database = postgres.create("activations_" + wired.size());
            wiring.createTables(database);
            database.execute(ActivationView.TABLE);
            wired.add(new Wired(wiring, database));
        }
        // Stock Axon waits most of the time, which takes no practice; for the same reason one round of it is enough
        var slow = wired.removeLast();
        wired.forEach(competitor -> run(competitor, OF_THE_TARGET, Duration.ZERO, plan.warmUp()));
        var competitors = new ArrayList<Competitor>();
        wired.forEach(competitor ->
                competitors.add(new Competitor(competitor.wiring.name(), clients -> once(competitor, clients))));
        var bottom = "floor (" + floor.name() + ")";
        var plain = postgres.create("activations_floor").withOurTables();
        competitors.add(new Competitor(bottom, clients -> rows(plain, clients)));

        var figures = new ArrayList<Figure>();
        for (var clients : plan.clients()) {
            var rates = Rounds.of(
                    plan.rounds(), competitors, Competitor::name, competitor -> competitor.measure.of(clients));
            rates.add(slow.wiring.name(), once(slow, clients));
            figures.addAll(figures(clients, rates, wirings, bottom));
        }
        return figures;
    }

    private List<Figure> figures(int clients, Rounds rates, List<? extends Wiring> wirings, String bottom) {
        var isTarget = clients == OF_THE_TARGET;
        var title = "activations, " + clients + " clients, ";
        var figures = new ArrayList<Figure>();
        for (var wiring : wirings) {
            var name = wiring.name();
            var isOurs = wiring instanceof OurWiring;
            var rate = isOurs && isTarget
                    ? Figure.atLeast(title + name, rates.median(name), "1/s", 1_000)
                    : Figure.of(title + name, rates.median(name), "1/s");
            figures.add(rate.withNote(Rounds.spread(rates.of(name))));
            var beyond = commits.median(key(name, clients)) - OWN_COMMITS;
            var what = title + name + ", further commits";
            figures.add(isOurs && isTarget ? Figure.atMost(what, beyond, "each", 2) : Figure.of(what, beyond, "each"));
        }
        figures.add(rates.figure(title + bottom, bottom, "1/s"));
        figures.add(Figure.of(title + "ours to the floor", rates.ratio("ours", bottom), "x"));
        figures.add(Figure.of(title + "ours to tuned Axon", rates.ratio("ours", "Axon, tuned"), "x"));
        return figures;
    }

    private static String key(String name, int clients) {
        return name + ", " + clients;
    }

    private double once(Wired competitor, int clients) {
        var load = run(competitor, clients, plan.ramp(), plan.activationSlice());
        commits.add(key(competitor.wiring.name(), clients), load.commitsOfEach);
        return load.activationsPerSecond;
    }

    private Load run(Wired competitor, int clients, Duration ramp, Duration time) {
        var database = competitor.database;
        database.empty();
        postgres.checkpoint();
        try (var pool = database.pool(clients + FURTHER_CONNECTIONS)) {
            var view = new ActivationView(pool);
            var setup = new Wiring.Setup(database, pool, Map.of(ActivationView.GROUP, view), true);
            try (var node = competitor.wiring.start(setup);
                    var running = new ActivationClients(node.commands(), view, clients)) {
                pass(ramp);
                var began = System.nanoTime();
                var before = running.completed();
                var commitsBefore = database.commits();
                pass(time);
                var done = running.completed() - before;
                var seconds = (System.nanoTime() - began) / 1e9;
                return new Load(done / seconds, (double) (database.commits() - commitsBefore) / Math.max(1, done));
            } catch (IllegalStateException e) {
                throw new IllegalStateException(competitor.wiring.name() + " with " + clients + " clients", e);
            }
        }
    }

    private double rows(Database database, int clients) {
        database.empty("domain_event");
        postgres.checkpoint();
        return floor.run(database, EventTable.DOMAIN_EVENT, clients, plan.activationSlice(), EVENTS_OF_COMMANDS)
                .perSecond();
    }

    private static void pass(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
