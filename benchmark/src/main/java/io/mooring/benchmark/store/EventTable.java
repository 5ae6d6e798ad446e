package io.mooring.benchmark.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of events for those who insert without an engine.
 *
 * @param json whether payload and metadata are of the binary JSON type; else they are plain bytes
 */
record EventTable(String name, boolean json) {

    static final EventTable DOMAIN_EVENT = new EventTable("domain_event", true);

    private static final String COLUMNS =
            " (event_id, aggregate_type, aggregate_id, sequence_number, occurred_at, event_type, revision, payload,"
                    + " metadata, correlation_id, causation_id) ";

    /** One statement that inserts so many rows of a new aggregate; ids are made by the server, texts are pgbench's variables. */
    String insertForPgbench(int rows) {
        var values = IntStream.range(0, rows)
                .mapToObj(n -> "(" + n + ", " + document(":payload") + ", " + document(":metadata") + ")")
                .toList();
        return "insert into " + name + COLUMNS
                + "select uuidv7()::text, 'Subscription', a.id, v.n, now(), 'reference.SubscriptionOpened', '1', v.p, v.m,"
                + " a.correlation, uuidv7()::text"
                + " from (select uuidv7()::text as id, uuidv7()::text as correlation) a, (values "
                + String.join(", ", values) + ") v (n, p, m);";
    }

    private String document(String variable) {
        return json ? variable + "::jsonb" : "convert_to(" + variable + "::text, 'UTF8')";
    }

    /** The same with parameters: see {@link #parameters}. */
    String insertForJdbc(int rows) {
        var document = json ? "?::jsonb" : "convert_to(?, 'UTF8')";
        var row = "(?, 'Subscription', ?, ?, now(), 'reference.SubscriptionOpened', '1', " + document + ", " + document
                + ", ?, ?)";
        return "insert into " + name + COLUMNS + "values "
                + String.join(", ", java.util.Collections.nCopies(rows, row));
    }

    static List<Object> parameters(int rows, String payload, String metadata) {
        var aggregate = TimeOrderedId.next();
        var correlation = TimeOrderedId.next();
        var parameters = new ArrayList<Object>(7 * rows);
        for (var n = 0L; n < rows; n++) {
            parameters.addAll(List.of(TimeOrderedId.next(), aggregate, n, payload, metadata, correlation, aggregate));
        }
        return parameters;
    }
}
