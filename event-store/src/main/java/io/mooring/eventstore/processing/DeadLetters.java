package io.mooring.eventstore.processing;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.SerializationException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * Parks events in one of Axon's dead letter queues. Axon's own invoker enqueues inside the transaction in which the handler failed, which PostgreSQL has
 * aborted by then; so its policy refuses, the batch is rolled back, and the letter is written in a transaction of its own.
 */
public final class DeadLetters implements Parking {

    /** Classes of SQLState that speak of the data: a cardinality, a value, a constraint, a missing column. All others may pass. */
    private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "42", "44");

    private static final String PARKED = "parked";
    private static final int LONGEST_MESSAGE = 500;

    private final SequencedDeadLetterQueue<EventMessage<?>> queue;
    private final SequencingPolicy<? super EventMessage<?>> sequence;

    public DeadLetters(
            SequencedDeadLetterQueue<EventMessage<?>> queue, SequencingPolicy<? super EventMessage<?>> sequence) {
        this.queue = queue;
        this.sequence = sequence;
    }

    /** For Axon's invoker: what fails for the first time is thrown on, what fails again as a letter goes back to its place. */
    public static EnqueuePolicy<EventMessage<?>> policy() {
        return (letter, cause) -> {
            if (!letter.diagnostics().containsKey(PARKED)) {
                throw cause instanceof RuntimeException failure ? failure : new HandlerFailed(cause);
            }
            return Decisions.requeue(said(cause));
        };
    }

    private static final class HandlerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HandlerFailed(Throwable cause) {
            super(cause);
        }
    }

    /** Not when the database is away or busy, nor when nobody knows the stored type: that stops the processor until somebody does. */
    @Override
    public boolean isAtFault(EventMessage<?> event, Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SerializationException || cause instanceof InterruptedException) {
                return false;
            }
            if (cause instanceof SQLException sql) {
                var state = Objects.requireNonNullElse(sql.getSQLState(), "");
                return state.length() == 5 && OF_THE_DATA.contains(state.substring(0, 2));
            }
            if (cause instanceof org.springframework.dao.DataAccessException
                    && (!(cause instanceof NonTransientDataAccessException)
                            || cause instanceof NonTransientDataAccessResourceException)) {
                return false;
            }
            if (cause instanceof org.springframework.transaction.TransactionException) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void park(EventMessage<?> event, Throwable cause) {
        var id = Objects.requireNonNullElse(sequence.getSequenceIdentifierFor(event), event.getIdentifier());
        var letter = new GenericDeadLetter<EventMessage<?>>(id, event).withCause(said(cause));
        queue.enqueue(id, letter.withDiagnostics(letter.diagnostics().and(PARKED, true)));
    }

    /** The kind of failure and the first line of its message: what follows may quote rows, and so people. */
    private static ThrowableCause said(Throwable cause) {
        var message = Objects.requireNonNullElse(cause.getMessage(), "")
                .lines()
                .findFirst()
                .orElse("");
        return new ThrowableCause(
                cause.getClass().getName(), message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
    }
}
