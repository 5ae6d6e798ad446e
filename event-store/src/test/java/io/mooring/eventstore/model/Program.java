package io.mooring.eventstore.model;

import io.mooring.eventstore.model.Scenario.Append;
import io.mooring.eventstore.model.Scenario.Plain;
import io.mooring.eventstore.model.Scenario.Session;
import java.util.ArrayList;
import java.util.List;

/** A session's transactions, as the steps that a protocol makes of them. */
record Program(int clockBehind, List<Instruction> instructions) {

    /**
     * @param begin the first instruction of its transaction
     * @param end the first of the next one
     */
    record Instruction(WriterStep step, int aggregate, int begin, int end) {}

    private record Step(WriterStep step, int aggregate) {}

    static Program of(Session session, Protocol protocol) {
        var instructions = new ArrayList<Instruction>();
        for (var transaction : session.transactions()) {
            var steps = new ArrayList<Step>();
            for (var action : transaction.actions()) {
                switch (action) {
                    case Append append -> append(append, protocol, steps);
                    case Plain plain -> steps.add(new Step(plain.step(), 0));
                }
            }
            var ending =
                    transaction.commits() ? protocol.commit() : List.of(WriterStep.ROLL_BACK, WriterStep.RELEASE_LOCKS);
            ending.forEach(step -> steps.add(new Step(step, 0)));
            var begin = instructions.size();
            var end = begin + steps.size();
            steps.forEach(step -> instructions.add(new Instruction(step.step(), step.aggregate(), begin, end)));
        }
        return new Program(session.clockBehind(), List.copyOf(instructions));
    }

    private static void append(Append append, Protocol protocol, List<Step> steps) {
        steps.add(new Step(WriterStep.LOAD, append.aggregate()));
        var first = true;
        for (var event = 0; event < append.events(); event++) {
            for (var step : protocol.append(first)) {
                steps.add(new Step(step, append.aggregate()));
            }
            first = false;
        }
    }

    boolean isAtEnd(Writer writer) {
        return writer.at() == instructions.size();
    }

    Instruction next(Writer writer) {
        return instructions.get(writer.at());
    }
}
