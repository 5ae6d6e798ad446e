package io.mooring.eventstore;

import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions that send their events together with their commit, all of them as one message. It saves a round trip, and nobody can hold readers back by
 * pausing between an append and its commit: both happen in the server. A collision therefore shows at the commit. Savepoints are refused, since events
 * that wait would not notice that they were taken back.
 */
public final class AppendingTransactions extends JdbcTransactionManager {

    public AppendingTransactions(DataSource dataSource) {
        super(dataSource);
        setNestedTransactionAllowed(false);
    }

    private record Suspended(Object connection, PendingAppend pending) {}

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        new PendingAppend().bind(obtainDataSource());
    }

    @Override
    protected Object doSuspend(Object transaction) {
        var pending = PendingAppend.unbind(obtainDataSource());
        return new Suspended(super.doSuspend(transaction), pending);
    }

    @Override
    protected void doResume(@Nullable Object transaction, Object suspendedResources) {
        var suspended = (Suspended) suspendedResources;
        super.doResume(transaction, suspended.connection());
        suspended.pending().bind(obtainDataSource());
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        Objects.requireNonNull(PendingAppend.in(obtainDataSource())).sendAndCommit();
        super.doCommit(status); // sends nothing if that is done
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        PendingAppend.unbind(obtainDataSource());
        super.doCleanupAfterCompletion(transaction);
    }
}
