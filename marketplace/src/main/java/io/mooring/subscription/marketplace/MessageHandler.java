package io.mooring.subscription.marketplace;

import java.util.List;
import java.util.Set;

/** What is done with a message. */
@FunctionalInterface
interface MessageHandler {

    /** Returns when everything that follows from the message is committed; an exception means: try again later. */
    Verdict handle(QueueMessage message);

    /**
     * Those of these deliveries whose message had its effect before; they are counted, and done with. Found at once for all of them, as a message that
     * comes five times costs little more than one that comes once; whoever is not found here is handled one by one.
     */
    default Set<QueueMessage> known(List<QueueMessage> deliveries) {
        return Set.of();
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
