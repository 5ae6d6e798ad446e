package io.mooring.subscription.api;

import io.mooring.audit.api.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** AWS's messages that had no effect, and what a person can do about them. */
public interface InboxMessages {

    /** Why a message had no effect. */
    enum State {
        /** It cannot be used as it is. */
        DEAD_LETTERED,
        /** Handling it failed. */
        FAILED,
        /** No purchase is known yet by the name that it has. */
        WAITING,
        /** Something newer was known. */
        STALE,
        /** A person decided so. */
        DISMISSED
    }

    /**
     * What names a message.
     *
     * @param feed {@code sns} or {@code eventbridge}
     */
    record InboxKey(String feed, String stableId) {}

    /** How many there are of a kind. */
    record Count(State state, @Nullable String reason, long messages, Instant oldest, Instant newest) {}

    /**
     * One of a list.
     *
     * @param waitsFor the name, where that is what it waits for
     */
    record Line(
            InboxKey key,
            State state,
            @Nullable String reason,
            @Nullable String waitsFor,
            Instant sentAt,
            Instant receivedAt,
            int failures) {}

    /**
     * A part of a list, the oldest first.
     *
     * @param next where the next part begins; none at the end
     */
    record Page(List<Line> messages, @Nullable String next) {}

    /** Who decided about a message, when and why. */
    record Decision(Instant at, String by, String reason) {}

    /**
     * How handling it failed.
     *
     * @param times how often, before it had its effect
     */
    record Failures(int times, String first, String last, Instant lastAt) {}

    /**
     * All that is kept of one.
     *
     * @param outcome what became of it
     * @param sha256 of its bytes, in hexadecimal digits
     * @param body its bytes, read as UTF-8
     * @param queue through which it came, where that is known
     * @param deliveries how often the queue had delivered it when it was taken
     * @param duplicates how often it came again after that
     */
    record Message(
            InboxKey key,
            String outcome,
            @Nullable String reason,
            @Nullable String action,
            @Nullable String subscriptionId,
            @Nullable String awsAgreementId,
            @Nullable String waitsFor,
            String messageId,
            @Nullable String queue,
            Instant sentAt,
            Instant receivedAt,
            Instant lastSeenAt,
            int deliveries,
            int duplicates,
            @Nullable Failures failures,
            @Nullable Decision takenAgain,
            @Nullable Decision dismissed,
            String sha256,
            String body) {}

    /**
     * What became of a message.
     *
     * @param outcome as in {@link Message}
     */
    record Result(String outcome, @Nullable String reason) {}

    /**
     * What became of several.
     *
     * @param outcomes how many by outcome
     * @param left how many of the kind there are afterwards
     */
    record Results(Map<String, Integer> outcomes, long left) {}

    /** The most frequent kinds first, at most so many. */
    List<Count> counts(int limit);

    /**
     * At most so many.
     *
     * @param reason those with this reason only
     * @param after where the part before ended
     * @throws IllegalArgumentException where no part ended there
     */
    Page list(Set<State> states, @Nullable String reason, @Nullable String after, int limit);

    Optional<Message> find(InboxKey key);

    /**
     * Reads a message once more from the bytes that are kept, and has its effect, once however often that is asked.
     *
     * @return nothing where there is no such message
     * @throws NotPutAside where it had its effect, or waits for it by itself
     */
    Optional<Result> takeAgain(InboxKey key, String reason, Actor by);

    /**
     * Says that a message shall have no effect; it is kept.
     *
     * @return nothing where there is no such message
     * @throws NotPutAside where it had its effect
     */
    Optional<Result> dismiss(InboxKey key, String reason, Actor by);

    /** The same for those of one kind, the oldest first and at most so many. */
    Results takeAgain(State state, String because, int limit, String reason, Actor by);

    /** The same. */
    Results dismiss(State state, String because, int limit, String reason, Actor by);

    /** The message is not one of those. */
    final class NotPutAside extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public NotPutAside(String outcome) {
            super("the message is " + outcome);
        }
    }
}
