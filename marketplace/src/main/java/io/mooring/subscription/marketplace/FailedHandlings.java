package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.marketplace.Inbox.MessageKey;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps messages whose handling failed in a transaction of its own, so that they are seen before their deliveries are used up. While the database is away or overloaded nothing is kept. */
final class FailedHandlings {

    private static final Logger LOG = LoggerFactory.getLogger(FailedHandlings.class);
    private static final int LONGEST = 500;
    private static final int MOST_CAUSES = 5;

    private static final String UNIQUE_VIOLATION = "23505";

    /** Classes of SQLSTATE: connection, rollback, resources, locks, somebody's intervention. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57");

    private final Meanings meanings;
    private final Inbox inbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    FailedHandlings(Meanings meanings, Inbox inbox, TransactionTemplate transactions, Clock clock) {
        this.meanings = meanings;
        this.inbox = inbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    void keep(QueueMessage message, RuntimeException failure) {
        if (isPassing(failure)) {
            return;
        }
        try {
            transactions.executeWithoutResult(transaction ->
                    inbox.failed(key(message), message, reason(failure), text(failure), clock.instant()));
        } catch (RuntimeException away) {
            LOG.warn("{} could not be kept: {}", message, away.toString());
        }
    }

    /** One on which the reading fails, too, is known by its bytes. */
    private MessageKey key(QueueMessage message) {
        try {
            return MessageKey.of(meanings.read(message));
        } catch (RuntimeException unreadable) {
            return new MessageKey(Feed.SNS, NotificationReader.digest(message));
        }
    }

    static String reason(RuntimeException failure) {
        Throwable root = failure;
        for (var depth = 0; root.getCause() != null && depth < MOST_CAUSES; depth++) {
            root = root.getCause();
        }
        return "failed: " + root.getClass().getSimpleName();
    }

    /** The failure with its causes; of the database's words the state only, as they may quote what somebody typed. */
    static String text(Throwable failure) {
        var said = new ArrayList<String>();
        for (var cause = failure; cause != null && said.size() < MOST_CAUSES; cause = cause.getCause()) {
            said.add(cause.getClass().getSimpleName() + words(cause));
        }
        var text = NotReadable.printable(String.join(", by ", said));
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String words(Throwable cause) {
        if (cause instanceof SQLException sql) {
            return " " + sql.getSQLState();
        }
        return cause instanceof DataAccessException || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    }

    /** Somebody else was first. */
    static boolean isCollision(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    static boolean isPassing(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotCreateTransactionException
                    || cause instanceof DataAccessResourceFailureException
                    || (cause instanceof SQLException sql && isPassing(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(SQLException failure) {
        var state = failure.getSQLState();
        return state == null || state.length() < 2 || PASSING.contains(state.substring(0, 2));
    }
}
