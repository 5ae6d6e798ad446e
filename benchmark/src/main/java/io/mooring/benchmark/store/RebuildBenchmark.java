package io.mooring.benchmark.store;

import io.mooring.benchmark.Figure;
import io.mooring.benchmark.store.reference.ActivationView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Events handled per second by a projection that begins at the first one, from the start of its processor until the last event is in the view. */
final class RebuildBenchmark {

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int CONNECTIONS = 24;

    private final DurablePostgres postgres;
    private final Plan plan;

    RebuildBenchmark(DurablePostgres postgres, Plan plan) {
        this.postgres = postgres;
        this.plan = plan;
    }

    List<Figure> measure() {
        var ours = new OurWiring();
        var tuned = AxonWiring.tunedForRebuild();
        var stock = AxonWiring.stock();
        var databases = new HashMap<Wiring, Database>();
        for (var wiring : List.of(ours, tuned, stock)) {
            var database = postgres.create("rebuild_" + databases.size());
            wiring.createTables(database);
            database.execute(ActivationView.TABLE);
            if (wiring == ours) {
                History.fillOurs(database, plan.history());
                database.execute("vacuum analyze domain_event");
            } else {
                History.fillAxons(database, plan.history());
                database.execute("vacuum analyze DomainEventEntry");
            }
            databases.put(wiring, database);
        }
        var fast = List.of(ours, tuned);
        fast.forEach(wiring -> once(wiring, databases));
        var rates = Rounds.of(plan.rounds(), fast, Wiring::name, wiring -> once(wiring, databases));
        rates.add(stock.name(), once(stock, databases));

        var figures = new ArrayList<Figure>();
        figures.add(Figure.atLeast("rebuild, ours", rates.median("ours"), "events/s", 60_000)
                .withNote(Rounds.spread(rates.of("ours"))));
        figures.add(rates.figure("rebuild, Axon, tuned", tuned.name(), "events/s"));
        figures.add(rates.figure("rebuild, Axon, stock", stock.name(), "events/s"));
        return figures;
    }

    private double once(Wiring wiring, Map<Wiring, Database> databases) {
        var database = java.util.Objects.requireNonNull(databases.get(wiring));
        database.empty(wiring instanceof OurWiring ? "token_entry" : "TokenEntry", "activation_view");
        postgres.checkpoint();
        var all = plan.history() / History.EVENTS_OF_ONE * History.EVENTS_OF_ONE;
        try (var pool = database.pool(CONNECTIONS)) {
            var view = new ActivationView(pool);
            var began = System.nanoTime();
            var node = wiring.start(new Wiring.Setup(database, pool, Map.of(ActivationView.GROUP, view), false));
            try {
                var end = began + plan.rebuildAtMost().toNanos();
                while (view.committed() < all && System.nanoTime() < end) {
                    LockSupport.parkNanos(LOOK_EVERY);
                }
                return view.committed() / ((System.nanoTime() - began) / 1e9);
            } finally {
                node.close();
            }
        }
    }
}
