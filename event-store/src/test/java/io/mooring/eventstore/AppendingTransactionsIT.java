package io.mooring.eventstore;

import static io.mooring.eventstore.StoredHarbour.stream;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a transaction appends is sent with its commit, by one message, and is there for the transaction itself before. */
class AppendingTransactionsIT {

    private final EventStoreDatabase database = new EventStoreDatabase();
    private final RecordedStatements statements = new RecordedStatements(database.dataSource);
    private final JdbcClient jdbc = JdbcClient.create(statements);
    private final AppendingTransactions transactions = new AppendingTransactions(statements);
    private final TransactionTemplate transaction = new TransactionTemplate(transactions);
    private final PostgresEventStorageEngine engine = engine();

    private PostgresEventStorageEngine engine() {
        return PostgresEventStorageEngine.on(
                statements, database.serializer(database.keys()), "correlationId", "causationId");
    }

    @BeforeEach
    void a_table_beside_history() {
        database.jdbc.sql("create table letter (text text)").update();
    }

    @AfterEach
    void nothing_is_left_to_the_next() {
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    @Test
    void all_appends_of_a_transaction_and_its_commit_are_one_statement() {
        transaction.executeWithoutResult(status -> {
            engine.appendEvents(stream("ship", 0, 1));
            engine.appendEvents(stream("boat", 0, 0));
            engine.appendEvents(stream("ship", 2, 2));
            assertThat(statements.all()).as("nothing is sent yet").isEmpty();
        });

        assertThat(statements.all())
                .singleElement()
                .asString()
                .contains("insert into domain_event")
                .endsWith("commit");
        assertThat(database.jdbc
                        .sql("select aggregate_id || sequence_number from domain_event order by global_index")
                        .query(String.class)
                        .list())
                .containsExactly("ship0", "ship1", "boat0", "ship2");
    }

    @Test
    void a_transaction_that_waits_before_its_commit_holds_no_reader_back() {
        transaction.executeWithoutResult(status -> {
            engine.appendEvents(stream("ship", 0, 1));
            database.append(database.engine(), stream("boat", 0, 0).getFirst());

            assertThat(database.engine().horizon()).isOne();
        });
        assertThat(database.engine().horizon()).isEqualTo(3);
    }

    @Test
    void the_connection_takes_part_in_the_next_transaction_as_if_nothing_had_been() {
        try (var only = new SingleConnectionDataSource(database.dataSource.getConnection(), true)) {
            var manager = new AppendingTransactions(only);
            var onOnly = PostgresEventStorageEngine.on(
                    only, database.serializer(database.keys()), "correlationId", "causationId");
            for (var n = 0; n < 8; n++) { // the driver changes its ways after five
                var ship = "ship-" + n;
                new TransactionTemplate(manager)
                        .executeWithoutResult(status -> onOnly.appendEvents(stream(ship, 0, 2)));
                new TransactionTemplate(manager).executeWithoutResult(status -> {
                    onOnly.appendEvents(stream(ship, 3, 3));
                    status.setRollbackOnly();
                });
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        assertThat(count("domain_event")).isEqualTo(24);
    }

    @Test
    void who_reads_a_stream_within_sees_it_and_what_follows_still_goes_with_the_commit() {
        transaction.executeWithoutResult(status -> {
            engine.appendEvents(stream("ship", 0, 0));
            assertThat(engine.readEvents("ship", 0).asStream()).hasSize(1);
            assertThat(engine.lastSequenceNumberFor("ship")).contains(0L);
            assertThat(engine.readStreams(List.of("ship"))).containsKey("ship");
            engine.appendEvents(stream("ship", 1, 1));
        });

        assertThat(statements.containing("insert into domain_event")).hasSize(2);
        assertThat(statements.containing("; commit")).hasSize(1);
        assertThat(count("domain_event")).isEqualTo(2);
    }

    @Test
    void a_collision_at_the_commit_takes_everything_back() {
        database.append(database.engine(), stream("ship", 0, 0).getFirst());
        database.append(database.engine(), stream("ship", 1, 1).getFirst());

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("insert into letter values ('dear')").update();
                    engine.appendEvents(stream("boat", 0, 0));
                    engine.appendEvents(stream("ship", 1, 1));
                }))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("ship");

        assertThat(count("letter")).isZero();
        assertThat(count("domain_event")).isEqualTo(2);
    }

    @Test
    void what_is_rolled_back_was_never_sent() {
        transaction.executeWithoutResult(status -> {
            engine.appendEvents(stream("ship", 0, 1));
            status.setRollbackOnly();
        });

        assertThat(statements.all()).isEmpty();
        assertThat(engine.head()).isZero();
    }

    @Test
    void a_transaction_without_events_commits_what_else_it_did() {
        transaction.executeWithoutResult(
                status -> jdbc.sql("insert into letter values ('dear')").update());

        assertThat(count("letter")).isOne();
    }

    @Test
    void a_transaction_of_its_own_within_another_has_its_own_events() {
        var inner = new TransactionTemplate(transactions);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(status -> {
            engine.appendEvents(stream("outer", 0, 1));
            inner.executeWithoutResult(within -> engine.appendEvents(stream("inner", 0, 0)));
            assertThat(count("domain_event")).isOne();
            status.setRollbackOnly();
        });

        assertThat(count("domain_event where aggregate_id = 'inner'")).isOne();
        assertThat(count("domain_event")).isOne();
    }

    @Test
    void a_transaction_that_takes_part_in_another_leaves_the_commit_to_it() {
        transaction.executeWithoutResult(status -> {
            transaction.executeWithoutResult(within -> engine.appendEvents(stream("ship", 0, 0)));
            assertThat(statements.all()).isEmpty();
            jdbc.sql("insert into letter values ('dear')").update();
        });

        assertThat(count("domain_event")).isOne();
        assertThat(count("letter")).isOne();
    }

    @Test
    void two_engines_in_one_transaction_append_in_their_order() {
        var another = engine();
        transaction.executeWithoutResult(status -> {
            engine.appendEvents(stream("first", 0, 0));
            another.appendEvents(stream("second", 0, 0));
            engine.appendEvents(stream("third", 0, 0));
        });

        assertThat(database.engine().readRange(-1, 3, 10)).hasSize(3);
        assertThat(count("domain_event where aggregate_id = 'first' and global_index = 1"))
                .isOne();
    }

    @Test
    void savepoints_are_refused() {
        var nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> nested.executeWithoutResult(within -> {})))
                .isInstanceOf(NestedTransactionNotSupportedException.class);
    }

    @Test
    void a_time_out_that_strikes_at_the_commit_takes_everything_back() {
        var brief = new TransactionTemplate(transactions);
        brief.setTimeout(1);

        assertThatThrownBy(() -> brief.executeWithoutResult(status -> {
                    jdbc.sql("insert into letter values ('dear')").update();
                    engine.appendEvents(stream("ship", 0, 0));
                    var connection = requireNonNull(
                            (ConnectionHolder) TransactionSynchronizationManager.getResource(statements));
                    var deadline = requireNonNull(connection.getDeadline());
                    await().until(() -> deadline.toInstant().isBefore(Instant.now()));
                }))
                .isInstanceOf(TransactionTimedOutException.class);

        assertThat(count("letter")).isZero();
        assertThat(count("domain_event")).isZero();
    }

    @Test
    void what_was_rolled_back_is_not_sent_by_somebody_who_reads_afterwards() {
        transaction.executeWithoutResult(status -> {
            engine.appendEvents(stream("ship", 0, 0));
            status.setRollbackOnly();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int end) {
                    assertThat(engine.lastSequenceNumberFor("ship")).isEmpty();
                }
            });
        });

        assertThat(count("domain_event")).isZero();
    }

    @Test
    void an_append_after_the_commit_is_refused() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status ->
                        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                engine.appendEvents(stream("late", 0, 0));
                            }
                        })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void an_event_that_cannot_be_stored_is_refused_at_its_append_and_the_others_stay() {
        transaction.executeWithoutResult(status -> {
            engine.appendEvents(stream("ship", 0, 0));
            assertThatThrownBy(() -> engine.appendEvents(List.of(EventStoreDatabase.event("ship", 1, "of no family"))))
                    .isInstanceOf(RuntimeException.class);
            engine.appendEvents(stream("ship", 1, 1));
        });

        assertThat(count("domain_event")).isEqualTo(2);
    }

    @Test
    void a_connection_that_breaks_before_the_commit_is_told_as_what_it_is() {
        var settings = new HikariConfig();
        settings.setDataSource(database.dataSource);
        settings.setMaximumPoolSize(1);
        try (var pool = new HikariDataSource(settings)) {
            var pooled = PostgresEventStorageEngine.on(
                    pool, database.serializer(database.keys()), "correlationId", "causationId");
            assertThatThrownBy(() -> new TransactionTemplate(new AppendingTransactions(pool))
                            .executeWithoutResult(status -> {
                                var mine = JdbcClient.create(pool)
                                        .sql("select pg_backend_pid()")
                                        .query(Integer.class)
                                        .single();
                                pooled.appendEvents(stream("ship", 0, 0));
                                database.jdbc
                                        .sql("select pg_terminate_backend(?, 5000)")
                                        .param(mine)
                                        .query(Boolean.class)
                                        .single();
                            }))
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(count("domain_event")).isZero();
    }

    private long count(String what) {
        return database.jdbc
                .sql("select count(*) from " + what)
                .query(Long.class)
                .single();
    }
}
