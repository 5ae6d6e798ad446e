package io.mooring.eventstore.model;

import static io.mooring.eventstore.model.Scenario.Action.BACK_TO_SAVEPOINT;
import static io.mooring.eventstore.model.Scenario.Action.SAVEPOINT;
import static io.mooring.eventstore.model.Scenario.Action.WRITE_ELSEWHERE;
import static io.mooring.eventstore.model.Scenario.Action.append;
import static io.mooring.eventstore.model.Scenario.Session.doing;
import static io.mooring.eventstore.model.Scenario.Transaction.committing;
import static io.mooring.eventstore.model.Scenario.Transaction.rollingBack;

import java.util.List;

/** Small, so that all their interleavings can be tried. */
final class Scenarios {

    private Scenarios() {}

    static final Scenario TWO_WRITERS = Scenario.of(
            "two writers of one event each", 1, doing(committing(append('A', 1))), doing(committing(append('B', 1))));

    static final Scenario TWO_TRANSACTIONS_EACH = Scenario.of(
            "two writers of two transactions each",
            1,
            doing(committing(append('A', 1)), committing(append('A', 1))),
            doing(committing(append('B', 1)), committing(append('B', 1))));

    /** The first one's numbers are forgotten, if the server crashes before anybody commits. */
    static final Scenario CRASH_AFTER_ROLL_BACK = Scenario.of(
                    "one that rolls back and one that commits",
                    1,
                    doing(rollingBack(append('A', 1))),
                    doing(committing(append('B', 1)), committing(append('B', 1))))
            .withCrash();

    static final Scenario THREE_TRANSACTIONS = Scenario.of(
            "two writers of three transactions",
            1,
            doing(committing(append('A', 1)), committing(append('A', 1))),
            one('B'));

    static final Scenario ONE_AGGREGATE = Scenario.of(
            "two writers of one aggregate",
            1,
            doing(committing(append('A', 1)), committing(append('A', 1))),
            doing(committing(append('A', 1))));

    /** The second transaction's id may be lower than that of the first, whose event it follows. */
    static final Scenario WRITING_ELSEWHERE_FIRST = Scenario.of(
            "a writer that writes elsewhere first",
            1,
            doing(committing(append('A', 1))),
            doing(committing(WRITE_ELSEWHERE, append('A', 1))));

    static final List<Scenario> ALL = List.of(
            TWO_TRANSACTIONS_EACH,
            ONE_AGGREGATE,
            WRITING_ELSEWHERE_FIRST,
            Scenario.of("three writers", 1, one('A'), one('B'), one('C')),
            Scenario.of("two readers", 2, doing(committing(append('A', 2))), doing(committing(append('B', 1)))),
            Scenario.of(
                    "one that rolls back and begins again",
                    1,
                    one('A'),
                    doing(rollingBack(append('B', 1)), committing(append('B', 2)))),
            Scenario.of(
                    "two appends in one transaction",
                    1,
                    doing(committing(append('A', 1), append('B', 1))),
                    doing(committing(append('C', 1)), committing(append('C', 1)))),
            Scenario.of(
                    "an append that is rolled back to a savepoint",
                    1,
                    doing(committing(append('A', 1), SAVEPOINT, append('B', 1), BACK_TO_SAVEPOINT, append('B', 1))),
                    doing(committing(append('C', 1)), rollingBack(append('C', 1)))),
            Scenario.of(
                    "nothing left after a savepoint",
                    1,
                    doing(committing(SAVEPOINT, append('A', 1), BACK_TO_SAVEPOINT, append('A', 1))),
                    doing(committing(append('A', 1)), committing(append('B', 1)))),
            Scenario.of("events", 1, doing(committing(append('A', 2))), doing(committing(append('B', 2))))
                    .inPagesOf(1),
            THREE_TRANSACTIONS.inPagesOf(1),
            THREE_TRANSACTIONS.withCrash(),
            CRASH_AFTER_ROLL_BACK);

    private static Scenario.Session one(char aggregate) {
        return doing(committing(append(aggregate, 1)));
    }
}
