package io.mooring.subscription.marketplace;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What handles the messages of each queue: of which listings and topics they may speak differs. */
final class Intakes {

    private final Map<String, Intake> byQueue;
    private final Intake ofAll;

    /**
     * For all queues of an installation.
     *
     * @param byQueue each by its queue's name
     * @param ofAll for messages of which it is not known, or not so any more, through which queue they came
     */
    Intakes(Map<String, Intake> byQueue, Intake ofAll) {
        this.byQueue = Map.copyOf(byQueue);
        this.ofAll = ofAll;
    }

    Intake of(@Nullable String queue) {
        return queue == null ? ofAll : byQueue.getOrDefault(queue, ofAll);
    }
}
