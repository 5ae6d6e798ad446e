package io.mooring.eventstore;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What the running transaction has appended and not sent yet; see {@link AppendingTransactions}. */
final class PendingAppend {

    private record Key(DataSource dataSource) {}

    private final List<EventMessage<?>> events = new ArrayList<>();
    private final List<String> documents = new ArrayList<>();
    private @Nullable PostgresEventStorageEngine engine;
    private boolean ended;
    private @Nullable RuntimeException failure;

    void bind(DataSource dataSource) {
        TransactionSynchronizationManager.bindResource(new Key(dataSource), this);
    }

    static PendingAppend unbind(DataSource dataSource) {
        return (PendingAppend) TransactionSynchronizationManager.unbindResource(new Key(dataSource));
    }

    /** That of the running transaction; null if it is not of the kind that lets events wait. */
    static @Nullable PendingAppend in(DataSource dataSource) {
        return (PendingAppend) TransactionSynchronizationManager.getResource(new Key(dataSource));
    }

    /** Takes events that are serialized already: what cannot be is refused at the append, and keys are those of that moment. */
    void add(List<? extends EventMessage<?>> appended, String document, PostgresEventStorageEngine by) {
        if (ended) {
            throw new IllegalStateException(
                    "The transaction has ended; events that follow from it need one of their own");
        }
        if (engine != by) {
            send();
            engine = by;
        }
        events.addAll(appended);
        documents.add(document);
    }

    /** For who reads within the transaction. */
    void send() {
        send(false);
    }

    /** The end of the transaction, unless nothing waits. */
    void sendAndCommit() {
        try {
            send(true);
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            end();
        }
    }

    /** Forgets what waits, and takes nothing any more. */
    void end() {
        ended = true;
        events.clear();
        documents.clear();
    }

    /** Why the commit failed, if it did. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    /** Forgets only what was sent: an outer transaction that goes on after a failure must not commit without it. */
    private void send(boolean andCommit) {
        if (engine != null && !events.isEmpty()) {
            engine.send(events, AppendDocument.joined(documents), andCommit);
            events.clear();
            documents.clear();
        }
    }
}
