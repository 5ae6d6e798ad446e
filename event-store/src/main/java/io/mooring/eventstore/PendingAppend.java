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
    private @Nullable PostgresEventStorageEngine engine;

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

    void add(List<? extends EventMessage<?>> appended, PostgresEventStorageEngine by) {
        if (engine != by) {
            send();
            engine = by;
        }
        events.addAll(appended);
    }

    /** For who reads within the transaction. */
    void send() {
        send(false);
    }

    /** The end of the transaction, unless nothing waits. */
    void sendAndCommit() {
        send(true);
    }

    private void send(boolean andCommit) {
        if (engine != null && !events.isEmpty()) {
            var waiting = List.copyOf(events);
            events.clear();
            engine.send(waiting, andCommit);
        }
    }
}
