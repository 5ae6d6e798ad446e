package io.mooring.benchmark.store;

import io.mooring.benchmark.Figure;
import java.util.ArrayList;
import java.util.List;

/** What it costs that an auditor can query payloads: the same rows into the same table with {@code jsonb} and with {@code bytea}. */
final class DocumentBenchmark {

    private static final int WRITERS = 32;

    private final DurablePostgres postgres;
    private final Floor floor;
    private final Plan plan;

    DocumentBenchmark(DurablePostgres postgres, Floor floor, Plan plan) {
        this.postgres = postgres;
        this.floor = floor;
        this.plan = plan;
    }

    List<Figure> measure() {
        var database = postgres.create("documents").withOurTables();
        database.execute("create table event_in_bytes (like domain_event including all)");
        database.execute("alter table event_in_bytes alter payload type bytea using null,"
                + " alter metadata type bytea using null");
        var json = EventTable.DOMAIN_EVENT;
        var bytes = new EventTable("event_in_bytes", false);
        var tables = List.of(json, bytes);
        var size = new Rounds();
        var rate = Rounds.of(
                plan.rounds(), tables, EventTable::name, table -> once(database, table, size) * SampleCommit.EVENTS);
        var figures = new ArrayList<Figure>();
        for (var table : tables) {
            var title = (table.json() ? "jsonb" : "bytea") + ", 32 writers, " + floor.name();
            figures.add(rate.figure(title, table.name(), "events/s"));
            figures.add(Figure.of(title + ", on disk", size.median(table.name()), "B/event"));
        }
        figures.add(Figure.of("jsonb to bytea, events/s", rate.ratio(json.name(), bytes.name()), "x"));
        figures.add(Figure.of("jsonb to bytea, on disk", size.ratio(json.name(), bytes.name()), "x"));
        return figures;
    }

    private double once(Database database, EventTable table, Rounds size) {
        database.empty(table.name());
        postgres.checkpoint();
        var rate = floor.run(database, table, WRITERS, plan.slice(), List.of(SampleCommit.EVENTS));
        var rows = database.number("select count(*) from " + table.name());
        size.add(table.name(), (double) database.bytes(table.name()) / rows);
        return rate.perSecond();
    }
}
