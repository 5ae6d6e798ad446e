package io.mooring.eventstore.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Tries every interleaving, the short ones first, so that the first counter-example is a shortest one. */
final class Explorer {

    private final Machine machine;

    Explorer(Protocol protocol, Scenario scenario) {
        this.machine = new Machine(protocol, scenario);
    }

    /** @param trace the steps up to the state in which it is certain; empty if nothing was found */
    record Result(int states, Set<Violation> violations, List<String> trace) {

        @Override
        public String toString() {
            return violations + " after " + states + " states: " + String.join(", ", trace);
        }
    }

    /** Until a state shows one of the violations, or nothing is left to try. */
    Result search(Set<Violation> wanted) {
        var start = machine.start();
        var cameFrom = new HashMap<State, State>();
        var open = new ArrayDeque<State>();
        cameFrom.put(start, start);
        open.add(start);
        while (!open.isEmpty()) {
            var state = open.remove();
            var found = Violation.in(state, machine);
            if (!Collections.disjoint(found, wanted)) {
                return new Result(cameFrom.size(), found, trace(state, cameFrom));
            }
            // Readers alone change nothing for each other, and the check above reads on.
            if (!machine.allIsWritten(state)) {
                for (var move : machine.moves(state)) {
                    if (cameFrom.putIfAbsent(move.after(), state) == null) {
                        open.add(move.after());
                    }
                }
            }
        }
        return new Result(cameFrom.size(), Set.of(), List.of());
    }

    private List<String> trace(State last, Map<State, State> cameFrom) {
        var trace = new ArrayList<String>();
        var state = last;
        var before = cameFrom.getOrDefault(last, last);
        while (!before.equals(state)) {
            trace.add(what(before, state));
            state = before;
            before = cameFrom.getOrDefault(state, state);
        }
        return trace.reversed();
    }

    private String what(State before, State after) {
        return machine.moves(before).stream()
                .filter(move -> move.after().equals(after))
                .findFirst()
                .orElseThrow()
                .what();
    }

    /** One interleaving, by chance, to its end. */
    Result walk(RandomGenerator chance) {
        var state = machine.start();
        var trace = new ArrayList<String>();
        while (true) {
            var found = Violation.in(state, machine);
            if (!found.isEmpty() || machine.allIsWritten(state)) {
                return new Result(trace.size() + 1, found, trace);
            }
            var moves = machine.moves(state);
            var move = moves.get(chance.nextInt(moves.size()));
            trace.add(move.what());
            state = move.after();
        }
    }
}
