package io.mooring.subscription.marketplace;

/** What is done with a message. */
@FunctionalInterface
interface MessageHandler {

    /** Returns when everything that follows from the message is committed; an exception means: try again later. */
    Verdict handle(QueueMessage message);

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
