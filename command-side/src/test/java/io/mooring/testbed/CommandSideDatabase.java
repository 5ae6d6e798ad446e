package io.mooring.testbed;

import io.mooring.testsupport.postgres.TestPostgres;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real PostgreSQL with this module's tables, and rivals in transactions of their own. */
public final class CommandSideDatabase implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final DataSource dataSource = TestPostgres.freshDatabase("command-side", CommandSideDatabase::migrate);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public final JdbcClient jdbc = JdbcClient.create(dataSource);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(dataSource));

    public <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    public void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    /** Work that has been done in a transaction which stays open until it is told how to end. */
    public <T> Held<T> held(Supplier<T> work) {
        var held = new Held<T>();
        threads.execute(() -> {
            try {
                held.done.complete(transaction.execute(status -> {
                    var result = work.get();
                    held.worked.countDown();
                    await(held.mayEnd);
                    if (held.rollback) {
                        status.setRollbackOnly();
                    }
                    return result;
                }));
            } catch (Throwable failed) {
                held.done.completeExceptionally(failed);
                held.worked.countDown();
            }
        });
        await(held.worked);
        return held;
    }

    /** Work in a transaction of its own that is now waiting for somebody else's lock. */
    public <T> Future<T> waiting(Supplier<T> work) {
        var future = threads.submit(() -> transaction.execute(status -> work.get()));
        while (!future.isDone() && lockWaiters() == 0) {
            Thread.onSpinWait();
        }
        if (future.isDone()) {
            throw new AssertionError("It waited for nobody");
        }
        return future;
    }

    public static <T> T resultOf(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        threads.close();
    }

    private int lockWaiters() {
        return jdbc.sql("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'")
                .query(Integer.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void migrate(DataSource empty) {
        Flyway.configure()
                .dataSource(empty)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /** A transaction that is open. */
    public static final class Held<T> {

        private final CountDownLatch worked = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private volatile boolean rollback;
        private final CompletableFuture<T> done = new CompletableFuture<>();

        public T commit() throws ExecutionException, InterruptedException, TimeoutException {
            mayEnd.countDown();
            return resultOf(done);
        }

        public void rollBack() throws ExecutionException, InterruptedException, TimeoutException {
            rollback = true;
            commit();
        }
    }
}
