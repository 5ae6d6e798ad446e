package io.mooring.eventstore.model;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must never happen. */
enum Violation {
    /** A committed event is not delivered to a reader that reads on to the end. */
    LOST,
    DELIVERED_TWICE,
    /** Another reader, or the same one from the start, sees another order. */
    ANOTHER_ORDER,
    AGAINST_THE_SEQUENCE_OF_AN_AGGREGATE;

    static Set<Violation> in(State state, Machine machine) {
        var found = EnumSet.noneOf(Violation.class);
        state.readers().forEach(reader -> inspect(reader.delivered(), found));
        if (machine.allIsWritten(state)) {
            var all = machine.readOn(state, machine.newReader()).delivered();
            inspect(all, found);
            compare(all, state.committed(), all, found);
            for (var reader : state.readers()) {
                var delivered = machine.readOn(state, reader).delivered();
                inspect(delivered, found);
                compare(delivered, state.committed(), all, found);
            }
        }
        return found;
    }

    private static void inspect(List<Row> delivered, Set<Violation> found) {
        if (delivered.size() < 2) {
            return;
        }
        if (new HashSet<>(delivered).size() < delivered.size()) {
            found.add(DELIVERED_TWICE);
        }
        var places = new HashMap<Integer, Integer>();
        for (var row : delivered) {
            var before = places.put(row.aggregate(), row.sequence());
            if (before != null && before > row.sequence()) {
                found.add(AGAINST_THE_SEQUENCE_OF_AN_AGGREGATE);
            }
        }
    }

    private static void compare(List<Row> delivered, List<Row> committed, List<Row> all, Set<Violation> found) {
        if (!delivered.containsAll(committed)) {
            found.add(LOST);
        } else if (!delivered.equals(all)) {
            found.add(ANOTHER_ORDER);
        }
    }
}
