package io.mooring.benchmark.store;

import io.mooring.benchmark.Figure;
import java.util.ArrayList;
import java.util.List;

/** Events stored per second, three in a commit: ours, Axon's two relational engines, and the floor. */
final class AppendBenchmark {

    private static final String OURS = "ours";
    private static final String JDBC = "Axon's JDBC engine";
    private static final String JPA = "Axon's JPA engine";
    private static final int OF_THE_TARGET = 32;
    private static final int WARM_UP_WRITERS = 8;

    private final DurablePostgres postgres;
    private final Floor floor;
    private final Plan plan;

    AppendBenchmark(DurablePostgres postgres, Floor floor, Plan plan) {
        this.postgres = postgres;
        this.floor = floor;
        this.plan = plan;
    }

    List<Figure> measure() {
        var bottom = "floor (" + floor.name() + ")";
        var competitors = competitors(bottom);
        competitors.forEach(competitor -> competitor.run(WARM_UP_WRITERS, plan.ramp()));
        var figures = new ArrayList<Figure>();
        for (var writers : plan.writers()) {
            var commits =
                    Rounds.of(plan.rounds(), competitors, Appender::name, competitor -> once(competitor, writers));
            for (var competitor : competitors) {
                var title = "append, " + writers + " writers, " + competitor.name();
                figures.add(commits.figure(title, competitor.name(), "commits/s"));
                figures.add(Figure.of(title, commits.median(competitor.name()) * SampleCommit.EVENTS, "events/s"));
            }
            figures.addAll(ratios(commits, writers, bottom));
        }
        return figures;
    }

    private static List<Figure> ratios(Rounds commits, int writers, String bottom) {
        var title = "append, " + writers + " writers, ours to ";
        var toFloor = commits.ratio(OURS, bottom);
        var toJdbc = commits.ratio(OURS, JDBC);
        var toJpa = Figure.of(title + JPA, commits.ratio(OURS, JPA), "x");
        return writers == OF_THE_TARGET
                ? List.of(
                        Figure.atLeast(title + "the floor", toFloor, "x", 0.7),
                        Figure.atLeast(title + JDBC, toJdbc, "x", 1.5),
                        toJpa)
                : List.of(Figure.of(title + "the floor", toFloor, "x"), Figure.of(title + JDBC, toJdbc, "x"), toJpa);
    }

    private double once(Appender competitor, int writers) {
        competitor.empty();
        postgres.checkpoint();
        return competitor.run(writers, plan.slice()).perSecond();
    }

    private List<Appender> competitors(String bottom) {
        var ours = postgres.create("append_ours").withOurTables();
        var jdbc = postgres.create("append_axon_jdbc");
        AxonJdbcLog.createTables(jdbc.unpooled());
        var jpa = postgres.create("append_axon_jpa");
        AxonJpaLog.createTables(jpa.unpooled());
        var plain = postgres.create("append_floor").withOurTables();
        return List.of(
                Appender.engine(OURS, ours, OurLog::new, () -> ours.empty("domain_event")),
                Appender.engine(JDBC, jdbc, AxonJdbcLog::new, jdbc::empty),
                Appender.engine(JPA, jpa, AxonJpaLog::new, () -> AxonJpaLog.empty(jpa)),
                Appender.floor(bottom, floor, plain, EventTable.DOMAIN_EVENT));
    }
}
