package io.mooring.subscription.marketplace;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A queue that delivers every message at least once, in any order. Every call ends within a time-out. */
interface MessageQueue extends AutoCloseable {

    /** Some messages, none after waiting in vain; they stay hidden from others for a while. */
    List<QueueMessage> receive();

    /** Done with these for good. One that cannot be deleted comes back. */
    void delete(Collection<QueueMessage> messages);

    /** Hides these for the given time from now; zero gives them back at once. */
    void hide(Collection<QueueMessage> messages, Duration time);

    /**
     * Copies the message to the dead-letter queue with its bytes, and with the reason where both fit; it is still to be deleted here.
     *
     * @return whether it is there now; false where the queue will never take this message, whatever is left away
     */
    boolean deadLetter(QueueMessage message, String reason);

    /** Ends {@link #receive} on other threads; for the time before the end. */
    void stopReceiving();

    @Override
    void close();
}
