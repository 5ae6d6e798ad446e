package io.mooring.eventstore.model;

import java.util.ArrayList;
import java.util.List;

/** {@link SharedBound} with a {@code nextval} that can be seen at work; whoever reads the last value exactly waits for it. */
class LoggingSharedBound extends SharedBound {

    @Override
    public List<WriterStep> append(boolean firstOfCall) {
        var steps = new ArrayList<WriterStep>();
        for (var step : super.append(firstOfCall)) {
            if (step == WriterStep.DRAW) {
                steps.add(WriterStep.LOG_AHEAD);
            }
            steps.add(step);
        }
        return List.copyOf(steps);
    }
}
