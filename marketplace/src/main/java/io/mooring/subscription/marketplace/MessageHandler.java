package io.mooring.subscription.marketplace;

import io.mooring.subscription.marketplace.MessageHandler.Verdict.Done;
import java.util.List;
import java.util.Map;

/** What is done with a message. */
@FunctionalInterface
interface MessageHandler {

    /** Returns when everything that follows from the message is committed; an exception means: try again later. */
    Verdict handle(QueueMessage message);

    /**
     * Has the effects of these deliveries together, which costs much less than one by one; an exception means that nothing has happened. Whoever is not
     * among those that are done with is to be handled by itself.
     */
    default Map<QueueMessage, Done> together(List<QueueMessage> deliveries) {
        return Map.of();
    }

    /** Handling it failed, and it is left for a later delivery; never throws. */
    default void failed(QueueMessage message, RuntimeException failure) {}

    /** What becomes of a handled message. */
    sealed interface Verdict {

        /** It has had its effect, or had it before. */
        record Done(String outcome) implements Verdict {}

        /**
         * It can never have one.
         *
         * @param kept whether its bytes are kept, so that no other copy is needed
         */
        record Rejected(String reason, boolean kept) implements Verdict {}
    }
}
