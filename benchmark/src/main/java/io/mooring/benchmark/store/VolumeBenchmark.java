package io.mooring.benchmark.store;

import io.mooring.benchmark.Figure;
import io.mooring.benchmark.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether an append, the reading of one aggregate and the reading of the latest events cost the same with much history as with none. */
final class VolumeBenchmark {

    private static final int WRITERS = 32;
    private static final int TAIL = 1_000;
    private static final int AGGREGATES = 2_000;

    /** Row and index entries, with room for the log of the fill. */
    private static final long BYTES_PER_EVENT = 1_150;

    private static final long SPARE_BYTES = 4L << 30;
    private static final double MILLION = 1e6;

    private final DurablePostgres postgres;
    private final Plan plan;
    private final List<Figure> figures = new ArrayList<>();

    VolumeBenchmark(DurablePostgres postgres, Plan plan) {
        this.postgres = postgres;
        this.plan = plan;
    }

    List<Figure> measure() {
        var database = postgres.create("volume").withOurTables();
        var appender = Appender.engine("ours", database, OurLog::new, () -> {});
        appender.run(WRITERS, plan.ramp());
        database.empty("domain_event");
        var none = Double.NaN;
        var stored = 0L;
        for (var volume : plan.volumes()) {
            var needed = (volume - stored) * BYTES_PER_EVENT + SPARE_BYTES;
            if (volume > stored && postgres.freeBytes() < needed) {
                figures.add(Figure.of(at("append", volume), Double.NaN, "events/s")
                        .withNote("(skipped: needs " + (needed >> 30) + " GiB of disk, " + (postgres.freeBytes() >> 30)
                                + " are free)"));
                continue;
            }
            History.fillOurs(database, volume - stored);
            stored = volume;
            database.execute("vacuum analyze domain_event");
            var rate = append(appender, volume);
            if (volume == 0) {
                none = rate;
            } else {
                figures.add(Figure.atLeast(at("append", volume) + " to none", rate / none, "x", 0.9));
                read(database, volume);
            }
        }
        return figures;
    }

    private double append(Appender appender, long volume) {
        var rates = new ArrayList<Double>();
        for (var round = 0; round < plan.rounds(); round++) {
            postgres.checkpoint();
            rates.add(appender.run(WRITERS, plan.slice()).perSecond() * SampleCommit.EVENTS);
        }
        var sample = new Sample(rates);
        figures.add(Figure.of(at("append", volume), sample.median(), "events/s").withNote(Rounds.spread(sample)));
        return sample.median();
    }

    private void read(Database database, long volume) {
        try (var pool = database.pool(2)) {
            var engine = OurLog.engine(pool);
            var aggregates = new JdbcTemplate(pool)
                    .query(
                            "select aggregate_id from domain_event tablesample system (" + share(volume)
                                    + ") where sequence_number = 0 order by random() limit ?",
                            (row, n) -> row.getString(1),
                            AGGREGATES);
            var streams = new ArrayList<Double>();
            var tails = new ArrayList<Double>();
            for (var round = 0; round < plan.rounds(); round++) {
                var began = System.nanoTime();
                for (var i = 0; i < AGGREGATES / 2; i++) {
                    var id = aggregates.get(ThreadLocalRandom.current().nextInt(aggregates.size()));
                    engine.readEvents(id, 0).asStream().forEach(event -> {});
                }
                streams.add(AGGREGATES / 2 / ((System.nanoTime() - began) / 1e9));
                began = System.nanoTime();
                try (var events = engine.readEvents(new GlobalSequenceTrackingToken(engine.head() - TAIL), false)) {
                    tails.add(events.count() / ((System.nanoTime() - began) / 1e9));
                }
            }
            var perAggregate = new Sample(streams);
            var tail = new Sample(tails);
            figures.add(Figure.of(at("aggregates read", volume), perAggregate.median(), "1/s")
                    .withNote(Rounds.spread(perAggregate)));
            figures.add(Figure.of(at("latest 1,000 read", volume), tail.median(), "events/s")
                    .withNote(Rounds.spread(tail)));
        }
    }

    /** Percent of the pages that hold a few times as many first events as are wanted. */
    private static double share(long volume) {
        return Math.min(100, 100.0 * AGGREGATES * 20 / volume);
    }

    private static String at(String what, long volume) {
        return what + " at " + (volume == 0 ? "none" : volume / MILLION + " million") + " stored";
    }
}
