package io.mooring.eventstore;

import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions that send their events together with their commit, all of them as one message. It saves a round trip, and nobody holds readers back by pausing
 * between an append and its commit: both happen in the server, unless the transaction loads an aggregate after it has appended, which has what waits sent before.
 * A collision therefore shows at the commit. Savepoints are refused, since events that wait would not notice that they were taken back.
 */
public final class AppendingTransactions extends JdbcTransactionManager {

    public AppendingTransactions(DataSource dataSource) {
        super(dataSource);
        setNestedTransactionAllowed(false);
        // A time-out that strikes at the commit is one of Spring's transaction exceptions, after which it would not
        // roll back by itself
        setRollbackOnCommitFailure(true);
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
        pending().sendAndCommit();
        super.doCommit(status); // sends nothing if that is done
    }

    /** What the commit failed with is told, also where the connection is too broken to be rolled back. */
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        var pending = pending();
        pending.end();
        try {
            super.doRollback(status);
        } catch (RuntimeException broken) {
            var failure = pending.failure();
            if (failure == null) {
                throw broken;
            }
            failure.addSuppressed(broken);
            throw failure;
        }
    }

    private PendingAppend pending() {
        return Objects.requireNonNull(PendingAppend.in(obtainDataSource()));
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        PendingAppend.unbind(obtainDataSource());
        super.doCleanupAfterCompletion(transaction);
    }
}
